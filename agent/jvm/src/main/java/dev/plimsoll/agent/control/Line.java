package dev.plimsoll.agent.control;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines of text over a channel that does not block. */
final class Line {
  private static final int LONGEST = 64 * 1024;

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(4096);
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private ByteBuffer out = ByteBuffer.allocate(0);

  Line(SocketChannel channel) {
    this.channel = channel;
  }

  boolean isFull() {
    return out.remaining() > LONGEST;
  }

  void enqueue(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer longer = ByteBuffer.allocate(out.remaining() + bytes.length);
    longer.put(out).put(bytes).flip();
    out = longer;
  }

  /** Writes what the channel takes; true if that was all. */
  boolean write() throws IOException {
    while (out.hasRemaining()) {
      if (channel.write(out) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The lines that have come in full. */
  List<String> read() throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      in.clear();
      int count = channel.read(in);
      if (count < 0) {
        throw new EOFException("the supervisor has closed the line");
      }
      if (count == 0) {
        return lines;
      }
      in.flip();
      split(lines);
    }
  }

  private void split(List<String> lines) throws IOException {
    while (in.hasRemaining()) {
      byte next = in.get();
      if (next == '\n') {
        lines.add(partial.toString(StandardCharsets.UTF_8));
        partial.reset();
      } else if (partial.size() == LONGEST) {
        throw new IOException("a line of more than " + LONGEST + " bytes");
      } else {
        partial.write(next);
      }
    }
  }
}
