package dev.plimsoll.supervisor.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link LineServer}; read on its thread, written to from any. */
final class Peer implements Connection {
  private static final int MAX_LINE_BYTES = 64 * 1024;
  private static final int MAX_QUEUED_BYTES = 1024 * 1024;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer in = ByteBuffer.allocate(MAX_LINE_BYTES);
  private final long connectedAt = System.nanoTime();
  private final Deque<ByteBuffer> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean closeWhenWritten;
  private boolean heard;
  private boolean dropped;
  private @Nullable Session session;

  Peer(SocketChannel channel, SelectionKey key) {
    this.channel = channel;
    this.key = key;
  }

  void open(Session own) {
    this.session = own;
  }

  boolean isSilentFor(Duration limit) {
    return !heard && System.nanoTime() - connectedAt > limit.toNanos();
  }

  void handle() {
    try {
      if (key.isValid() && key.isWritable()) {
        write();
      }
      if (key.isValid() && key.isReadable()) {
        read();
      }
    } catch (IOException | RuntimeException e) {
      // Whatever a peer brings about must not cost the others their server.
      drop();
    }
  }

  private void read() throws IOException {
    if (channel.read(in) < 0) {
      drop();
      return;
    }
    in.flip();
    int start = 0;
    for (int at = 0; at < in.limit(); at++) {
      if (in.get(at) == '\n') {
        deliver(start, at);
        start = at + 1;
      }
    }
    in.position(start);
    in.compact();
    if (!in.hasRemaining()) {
      drop();
    }
  }

  private void deliver(int from, int to) {
    Session receiver = session;
    if (receiver == null || dropped || isClosing()) {
      return;
    }
    heard = true;
    receiver.received(new String(in.array(), from, to - from, StandardCharsets.UTF_8));
  }

  /** One that is being sent away is not listened to any more. */
  private boolean isClosing() {
    synchronized (queue) {
      return closeWhenWritten;
    }
  }

  @Override
  public void send(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (queue) {
      queue.add(ByteBuffer.wrap(bytes));
      queuedBytes += bytes.length;
    }
    wantToWrite();
  }

  @Override
  public void close() {
    synchronized (queue) {
      closeWhenWritten = true;
    }
    wantToWrite();
  }

  private void wantToWrite() {
    try {
      key.interestOpsOr(SelectionKey.OP_WRITE);
      key.selector().wakeup();
    } catch (CancelledKeyException e) {
      // The peer has gone; its session was told.
    }
  }

  private void write() throws IOException {
    synchronized (queue) {
      while (!queue.isEmpty()) {
        ByteBuffer next = queue.element();
        queuedBytes -= channel.write(next);
        if (next.hasRemaining()) {
          dropIfOverfull();
          return;
        }
        queue.remove();
      }
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
      if (closeWhenWritten) {
        drop();
      }
    }
  }

  private void dropIfOverfull() {
    if (queuedBytes > MAX_QUEUED_BYTES) {
      drop();
    }
  }

  /** Writes what can be written at once, and closes. */
  void dismiss() {
    try {
      write();
    } catch (IOException | RuntimeException e) {
      // It does not get its last line.
    }
    drop();
  }

  void drop() {
    if (dropped) {
      return;
    }
    dropped = true;
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed as far as we are concerned.
    }
    if (session != null) {
      session.closed();
    }
  }
}
