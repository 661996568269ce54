package dev.plimsoll.supervisor.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The last lines that a process printed, both streams in the order they arrived. Bounded in lines
 * and in bytes a line, and cheap for a process that prints without end: of a large piece only the
 * lines that can stay are copied. Thread-safe.
 */
final class LogTail {
  private final int maxLines;
  private final int maxLineBytes;
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private final List<Stream> streams = new ArrayList<>();

  /**
   * An empty tail.
   *
   * @param maxLines lines kept, at least 1
   * @param maxLineBytes bytes kept of a line; the rest of it is cut
   */
  public LogTail(int maxLines, int maxLineBytes) {
    this.maxLines = maxLines;
    this.maxLineBytes = maxLineBytes;
  }

  /** One of the streams that flow into this tail; each has its own unfinished line. */
  public Stream stream() {
    synchronized (lines) {
      Stream stream = new Stream();
      streams.add(stream);
      return stream;
    }
  }

  /** Oldest first; an unfinished line counts as a line. */
  public List<String> lines() {
    synchronized (lines) {
      List<String> text = new ArrayList<>();
      lines.forEach(line -> text.add(decode(line, line.length)));
      for (Stream stream : streams) {
        if (stream.length > 0) {
          text.add(decode(stream.unfinished, stream.length));
        }
      }
      return List.copyOf(text.subList(Math.max(0, text.size() - maxLines), text.size()));
    }
  }

  private void add(byte[] line) {
    lines.addLast(line);
    if (lines.size() > maxLines) {
      lines.removeFirst();
    }
  }

  private static String decode(byte[] line, int length) {
    boolean windows = length > 0 && line[length - 1] == '\r';
    return new String(line, 0, windows ? length - 1 : length, StandardCharsets.UTF_8);
  }

  /** What one stream of the process prints. */
  public final class Stream {
    private final byte[] unfinished = new byte[maxLineBytes];
    private int length;

    private Stream() {}

    /** Takes a piece as it was read, cut anywhere. */
    public void append(byte[] piece, int count) {
      synchronized (lines) {
        int from = startOfWhatCanStay(piece, count);
        if (from > 0) {
          length = 0;
        }
        for (int at = from; at < count; at++) {
          if (piece[at] == '\n') {
            keep(piece, from, at);
            add(Arrays.copyOf(unfinished, length));
            length = 0;
            from = at + 1;
          }
        }
        keep(piece, from, count);
      }
    }

    private void keep(byte[] piece, int from, int to) {
      int taken = Math.min(to - from, maxLineBytes - length);
      System.arraycopy(piece, from, unfinished, length, taken);
      length += taken;
    }

    /** Everything before has at least {@code maxLines} finished lines after it in this piece. */
    private int startOfWhatCanStay(byte[] piece, int count) {
      int feeds = 0;
      for (int at = count - 1; at >= 0; at--) {
        if (piece[at] == '\n' && ++feeds > maxLines) {
          return at + 1;
        }
      }
      return 0;
    }
  }
}
