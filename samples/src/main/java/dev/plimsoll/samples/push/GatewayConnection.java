package dev.plimsoll.samples.push;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One caller of the gateway: reads a request to its end, keeps nothing of it, answers when told.
 */
final class GatewayConnection {
  enum Progress {
    MORE_TO_COME,
    REQUEST_COMPLETE,
    CLOSED
  }

  private static final Pattern LENGTH =
      Pattern.compile("content-length:\\s*(\\d+)", Pattern.CASE_INSENSITIVE);
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer buffer;
  private final StringBuilder head = new StringBuilder();
  private long bodyLeft = -1;

  /** All connections of one selector may share the buffer: nothing stays in it between reads. */
  GatewayConnection(SocketChannel channel, ByteBuffer buffer) {
    this.channel = channel;
    this.buffer = buffer;
  }

  Progress read() {
    try {
      while (true) {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
          return close();
        }
        if (count == 0) {
          return Progress.MORE_TO_COME;
        }
        if (consume(buffer.flip())) {
          return Progress.REQUEST_COMPLETE;
        }
      }
    } catch (IOException e) {
      return close();
    }
  }

  void answer() {
    try {
      channel.write(ByteBuffer.wrap(ANSWER));
    } catch (IOException e) {
      close();
    }
  }

  /** True when the request has ended. */
  private boolean consume(ByteBuffer bytes) {
    if (bodyLeft < 0) {
      head.append(StandardCharsets.ISO_8859_1.decode(bytes));
      int end = head.indexOf("\r\n\r\n");
      if (end < 0) {
        return false;
      }
      Matcher length = LENGTH.matcher(head.substring(0, end));
      long body = length.find() ? Long.parseLong(length.group(1)) : 0;
      bodyLeft = body - (head.length() - end - 4);
      head.setLength(0);
    } else {
      bodyLeft -= bytes.remaining();
    }
    if (bodyLeft > 0) {
      return false;
    }
    bodyLeft = -1;
    return true;
  }

  private Progress close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The caller is gone either way.
    }
    return Progress.CLOSED;
  }
}
