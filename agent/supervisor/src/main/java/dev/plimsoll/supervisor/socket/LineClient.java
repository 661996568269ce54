package dev.plimsoll.supervisor.socket;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The other side of a {@link LineServer}. A server that stands still ends in an error rather than
 * in a wait without end.
 */
public final class LineClient implements AutoCloseable {
  private static final int MAX_LINE_BYTES = 4 * 1024 * 1024;
  private final Path path;
  private final SocketChannel channel;
  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocate(16 * 1024).flip();

  /**
   * Connects.
   *
   * @throws ConnectException if nobody serves the socket
   */
  public LineClient(Path path) throws IOException {
    this.path = path;
    this.channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    this.selector = Selector.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  /** Whether a server answers there: the kernel refuses a socket file whose server is gone. */
  public static boolean isServed(Path path) throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return probe.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  /** Sends one line, given without its line feed. */
  public void send(String line) throws IOException {
    ByteBuffer out = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (out.hasRemaining()) {
      if (channel.write(out) == 0) {
        throw new IOException("the other side of " + path + " does not read");
      }
    }
  }

  /**
   * The next line, without its line feed.
   *
   * @throws IOException if none comes within the time, or the server has gone
   */
  public String receive(Duration atMost) throws IOException {
    long deadline = System.nanoTime() + atMost.toNanos();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (line.size() <= MAX_LINE_BYTES) {
      while (in.hasRemaining()) {
        byte next = in.get();
        if (next == '\n') {
          return line.toString(StandardCharsets.UTF_8);
        }
        line.write(next);
      }
      fill(deadline);
    }
    throw new IOException("the answer from " + path + " has no end");
  }

  private void fill(long deadline) throws IOException {
    long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (millis <= 0 || selector.select(millis) == 0) {
      throw new IOException("no answer from " + path + " in time");
    }
    selector.selectedKeys().clear();
    in.clear();
    int count = channel.read(in);
    in.flip();
    if (count < 0) {
      throw new EOFException("the supervisor behind " + path + " has ended before it answered");
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
