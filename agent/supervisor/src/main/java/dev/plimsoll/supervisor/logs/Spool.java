package dev.plimsoll.supervisor.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file that one stream of a process is. The process appends to it, whether a supervisor lives
 * or not; a supervisor reads behind it and gives the space of what it has read back to the disk.
 */
final class Spool implements AutoCloseable {
  /** More than this behind, and the oldest is given up: a disk is not filled by a backlog. */
  static final long MOST_BEHIND = 64 << 20;

  /** Space is given back, and reserved ahead, in steps of this at least. */
  private static final long STEP = 1 << 20;

  private static final long MOST_AHEAD = 8 << 20;
  private static final long BLOCK = 4096;

  /** Some file systems end at 16 TiB. Long before, a quiet moment is used to begin anew. */
  private static final long LONG_FILE = 1L << 40;

  private final Path file;
  private final FileChannel channel;
  private final Marks marks;
  private final int number;
  private final SpoolCare care;
  private long offset;
  private long givenBack;
  private long reserved;

  /**
   * Makes the file, or goes on where the last supervisor has stopped reading it.
   *
   * @param number of the stream among those that share the marks
   */
  Spool(Path file, Marks marks, int number, SpoolCare care) throws IOException {
    this.file = file;
    this.marks = marks;
    this.number = number;
    this.care = care;
    this.channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    this.offset = marks.get(number);
    this.givenBack = offset - offset % BLOCK;
  }

  Path file() {
    return file;
  }

  /** Bytes given up since the last look, because nobody could keep up with them. */
  long skip() throws IOException {
    long size = size();
    if (size - offset <= MOST_BEHIND) {
      return 0;
    }
    long skipped = size - offset - STEP;
    advance(skipped);
    tidy();
    return skipped;
  }

  /** Fills the buffer with what has come; bytes read, 0 if there is nothing new. */
  int read(ByteBuffer buffer) throws IOException {
    if (size() <= offset) {
      return 0;
    }
    int count = Math.max(0, channel.read(buffer, offset));
    advance(count);
    return count;
  }

  /** Somebody may have emptied the file by hand. */
  private long size() throws IOException {
    long size = channel.size();
    if (size < offset) {
      offset = 0;
      givenBack = 0;
      reserved = 0;
      marks.set(number, 0);
    }
    return size;
  }

  private void advance(long count) throws IOException {
    offset += count;
    marks.set(number, offset);
  }

  /** Asks for the space before the mark to be given back, and for some after the end. */
  void tidy() throws IOException {
    if (!care.punches()) {
      return;
    }
    long size = size();
    long read = offset - offset % BLOCK - givenBack;
    boolean isShort = reserved < size + STEP / 2;
    if (read < STEP && !isShort) {
      return;
    }
    long ahead = Math.min(MOST_AHEAD, Math.max(STEP, 2 * read));
    boolean accepted =
        care.ask(file, givenBack, Math.max(0, read), size, isShort || read >= STEP ? ahead : 0);
    if (accepted) {
      givenBack += Math.max(0, read);
      reserved = size + ahead;
    }
  }

  /**
   * Empties a file that has been read to its end. What the process writes between the look and the
   * cut, some microseconds, is lost; therefore only where holes cannot be made, or the file is
   * immensely long.
   *
   * @param quiet nothing has come for a while, so that nothing will come just now
   */
  void cut(boolean quiet) throws IOException {
    boolean must = !care.punches() && offset > (quiet ? STEP : MOST_BEHIND);
    if ((must || (quiet && offset > LONG_FILE)) && channel.size() == offset) {
      channel.truncate(0);
      size();
    }
  }

  /** Closes it and leaves it where it is. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
