package dev.plimsoll.agent.proc;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A table of the kernel's, read row by row through a small buffer: the tables of sockets show the
 * whole network namespace and may have megabytes, of which a few rows are wanted. Not thread-safe.
 */
final class ProcTable {
  /** A row while it is looked at; columns are counted from 0 and separated by spaces. */
  final class Row {
    private int begin;
    private int end;

    /** The decimal number in that column; -1 if there is none. */
    long number(int column) {
      int at = column(column);
      int first = at;
      long number = 0;
      while (at < end && buffer[at] >= '0' && buffer[at] <= '9') {
        number = number * 10 + (buffer[at++] - '0');
      }
      return at == first ? -1 : number;
    }

    /** Whether that column has that text. */
    boolean is(int column, byte[] text) {
      int at = column(column);
      int to = at + text.length;
      return to <= end
          && (to == end || buffer[to] == ' ')
          && Arrays.equals(buffer, at, to, text, 0, text.length);
    }

    /** The text in that column; empty if the row ends before. */
    String text(int column) {
      int at = column(column);
      int to = at;
      while (to < end && buffer[to] != ' ') {
        to++;
      }
      return new String(buffer, at, to - at, StandardCharsets.UTF_8);
    }

    /** From that column to the end of the row. */
    String rest(int column) {
      int at = column(column);
      return new String(buffer, at, end - at, StandardCharsets.UTF_8);
    }

    private int column(int column) {
      int at = skip(begin, true);
      for (int i = 0; i < column; i++) {
        at = skip(skip(at, false), true);
      }
      return at;
    }

    private int skip(int from, boolean spaces) {
      int at = from;
      while (at < end && (buffer[at] == ' ') == spaces) {
        at++;
      }
      return at;
    }
  }

  private final File path;
  private final byte[] buffer = new byte[16_384];
  private final Row row = new Row();

  ProcTable(File path) {
    this.path = path;
  }

  /** Gives each row, headings too; none where the file can't be read. */
  void forEach(Consumer<Row> consumer) {
    try (FileInputStream in = new FileInputStream(path)) {
      int length = 0;
      for (int read = in.read(buffer);
          read > 0;
          read = in.read(buffer, length, buffer.length - length)) {
        int end = length + read;
        int begin = 0;
        for (int at = length; at < end; at++) {
          if (buffer[at] == '\n') {
            row.begin = begin;
            row.end = at;
            consumer.accept(row);
            begin = at + 1;
          }
        }
        // A row longer than the buffer is no row of these tables.
        length = begin == 0 && end == buffer.length ? 0 : end - begin;
        System.arraycopy(buffer, end - length, buffer, 0, length);
      }
    } catch (IOException e) {
      // Not there, or not ours to read: it has no rows.
    }
  }
}
