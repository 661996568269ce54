package dev.plimsoll.supervisor.logs;

import java.nio.charset.StandardCharsets;

/** Makes records of pieces of output; the bytes of the text stay as they are. */
final class Records {
  /** Takes finished bytes. */
  interface Sink {
    void write(byte[] bytes, int count);
  }

  private static final int ROOM = 256 * 1024;
  private final byte[] buffer = new byte[ROOM];
  private int length;

  /** A piece as it was read, cut anywhere; a line that it does not end becomes a part. */
  void write(long at, String stream, String run, byte[] piece, int count, Sink sink) {
    byte[] whole = bytes(LogLine.head(at, stream, run, true));
    byte[] part = bytes(LogLine.head(at, stream, run, false));
    // However long the line: a record must fit into the buffer.
    int longest = ROOM - whole.length - 1;
    int from = 0;
    while (from < count) {
      int feed = from;
      int limit = Math.min(count, from + longest);
      while (feed < limit && piece[feed] != '\n') {
        feed++;
      }
      boolean ends = feed < limit;
      add(ends ? whole : part, piece, from, feed - from, sink);
      from = ends ? feed + 1 : feed;
    }
    flush(sink);
  }

  private void add(byte[] head, byte[] piece, int from, int count, Sink sink) {
    if (length + head.length + count + 1 > ROOM) {
      flush(sink);
    }
    System.arraycopy(head, 0, buffer, length, head.length);
    length += head.length;
    System.arraycopy(piece, from, buffer, length, count);
    length += count;
    buffer[length++] = '\n';
  }

  private void flush(Sink sink) {
    if (length > 0) {
      sink.write(buffer, length);
      length = 0;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
