package dev.plimsoll.supervisor.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * What a stream has printed since its supervisor died; in no log file yet. The supervisor that
 * comes next will write it there, and then it must not be shown a second time.
 */
final class Unread {
  private static final int PIECE = 64 * 1024;
  private final Path marks;
  private final Path spool;
  private final int number;
  private final String stream;
  private final String run;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long offset = -1;
  private long shown;

  Unread(Path marks, int number, String stream, String run, String ending) {
    this.marks = marks;
    this.spool =
        marks.resolveSibling(String.valueOf(marks.getFileName()).replace(Marks.ENDING, ending));
    this.number = number;
    this.stream = stream;
    this.run = run;
  }

  boolean isOf(LogLine logged) {
    return logged.stream().equals(stream) && run.startsWith(logged.run());
  }

  /** Whether the line was shown before it was logged. */
  boolean takesBack(LogLine logged) {
    if (shown <= 0) {
      return false;
    }
    shown -= logged.text().getBytes(StandardCharsets.UTF_8).length + 1;
    return true;
  }

  /** Whole lines that came since the last call; none while a supervisor reads the stream. */
  void read(Consumer<LogLine> lines) throws IOException {
    try (FileChannel file = FileChannel.open(marks, StandardOpenOption.READ)) {
      FileLock lock = file.tryLock(0, Long.MAX_VALUE, true);
      if (lock == null) {
        offset = -1;
        return;
      }
      ByteBuffer mark = ByteBuffer.allocate(Long.BYTES);
      file.read(mark, (long) number * Long.BYTES);
      lock.release();
      if (!mark.hasRemaining()) {
        readFrom(mark.flip().getLong(), lines);
      }
    } catch (OverlappingFileLockException e) {
      // The supervisor that reads it is this very process.
      offset = -1;
    } catch (NoSuchFileException e) {
      // The run has ended, and all of it has been logged.
    }
  }

  private void readFrom(long mark, Consumer<LogLine> lines) throws IOException {
    offset = offset < 0 ? mark : offset;
    long at = Files.getLastModifiedTime(spool).toMillis();
    try (FileChannel file = FileChannel.open(spool, StandardOpenOption.READ)) {
      byte[] piece = new byte[PIECE];
      int count = file.read(ByteBuffer.wrap(piece), offset);
      while (count > 0) {
        offset += count;
        shown += count;
        cut(piece, count, at, lines);
        count = file.read(ByteBuffer.wrap(piece), offset);
      }
    }
  }

  private void cut(byte[] piece, int count, long at, Consumer<LogLine> lines) {
    for (int position = 0; position < count; position++) {
      if (piece[position] == '\n') {
        lines.accept(new LogLine(at, stream, run, true, line.toString(StandardCharsets.UTF_8)));
        line.reset();
      } else {
        line.write(piece[position]);
      }
    }
  }
}
