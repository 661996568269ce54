package dev.plimsoll.agent.proc;

import dev.plimsoll.agent.guest.OwnFiles;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small kernel file that is read again and again: kept open, rewound, read into the same buffer.
 * The kernel makes its text anew at each reading from the start. Not thread-safe.
 */
final class ProcFile {
  private final File path;
  private byte[] buffer = new byte[2048];
  private int length;
  private @Nullable RandomAccessFile open;

  ProcFile(File path) {
    this.path = path;
  }

  /** Reads the file; false if it is not there or can't be read. */
  boolean read() {
    try {
      RandomAccessFile file = open;
      if (file == null) {
        file = new RandomAccessFile(path, "r");
        open = file;
        OwnFiles.opened();
      }
      file.seek(0);
      readFully(file);
      return true;
    } catch (IOException e) {
      close();
      return false;
    }
  }

  /** The number after the label at the start of a line, such as {@code VmRSS:}; -1 if none. */
  long numberAfter(byte[] label) {
    for (int line = 0; line < length; line = nextLine(line)) {
      if (line + label.length < length
          && Arrays.equals(buffer, line, line + label.length, label, 0, label.length)) {
        return numberAt(line + label.length);
      }
    }
    return -1;
  }

  /** The number that the file begins with; -1 if it begins otherwise, as {@code max} does. */
  long firstNumber() {
    return numberAt(0);
  }

  /** All of it. */
  String text() {
    return new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  private void readFully(RandomAccessFile file) throws IOException {
    length = 0;
    while (true) {
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int read = file.read(buffer, length, buffer.length - length);
      if (read < 0) {
        return;
      }
      length += read;
    }
  }

  private int nextLine(int from) {
    int at = from;
    while (at < length && buffer[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  private long numberAt(int from) {
    int at = from;
    while (at < length && (buffer[at] == ' ' || buffer[at] == '\t')) {
      at++;
    }
    int first = at;
    long number = 0;
    while (at < length && buffer[at] >= '0' && buffer[at] <= '9') {
      int digit = buffer[at++] - '0';
      // A limit of 2^64-1 means "none" on some kernels; as the largest long it still does.
      number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
    }
    return at == first ? -1 : number;
  }

  private void close() {
    RandomAccessFile file = open;
    open = null;
    if (file != null) {
      OwnFiles.closed();
      try {
        file.close();
      } catch (IOException ignored) {
        // It was only read.
      }
    }
  }
}
