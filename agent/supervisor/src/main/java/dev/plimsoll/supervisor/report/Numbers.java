package dev.plimsoll.supervisor.report;

import dev.plimsoll.supervisor.spec.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The numbers of a sender's items, each used once for ever: also by a supervisor that goes on under
 * the name of one that was killed. They are reserved on disk in blocks, so that it need not be
 * known which was the last.
 */
public final class Numbers {
  private static final long BLOCK = 10_000;

  private final Path file;
  private long last;
  private long reserved;

  /**
   * Numbers of one sender.
   *
   * @param file where it is written down which are reserved; need not exist
   */
  public Numbers(Path file) {
    this.file = file;
    this.last = read();
    this.reserved = last;
  }

  private long read() {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException | NumberFormatException e) {
      // A second use of a number would be an event lost; the clock is beyond all that were used.
      return System.currentTimeMillis();
    }
  }

  synchronized long next() {
    last++;
    if (last > reserved) {
      reserved = last + BLOCK;
      write();
    }
    return last;
  }

  private void write() {
    try {
      byte[] text = (reserved + "\n").getBytes(StandardCharsets.US_ASCII);
      PrivateFile.write(file, text);
    } catch (IOException e) {
      // Without room on the disk there is no next supervisor that could take over either.
    }
  }
}
