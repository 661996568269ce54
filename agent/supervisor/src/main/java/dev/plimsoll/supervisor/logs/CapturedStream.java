package dev.plimsoll.supervisor.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of the two streams of a run, on its way from the spool to the log, the tail and onward. */
final class CapturedStream {
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
  private final String name;
  private final String run;
  private final Spool spool;
  private final Onward onward;
  private final LogFile log;
  private final Clock clock;
  private LogTail.@Nullable Stream tail;
  private long movedAt = System.nanoTime();
  private boolean broken;

  CapturedStream(String name, String run, Spool spool, Onward onward, LogFile log, Clock clock) {
    this.name = name;
    this.run = run;
    this.spool = spool;
    this.onward = onward;
    this.log = log;
    this.clock = clock;
  }

  void keepTailIn(LogTail.Stream stream) {
    tail = stream;
  }

  Path file() {
    return spool.file();
  }

  /** Whether there was something to read. */
  boolean pump(Pieces pieces) throws InterruptedException {
    if (broken) {
      return false;
    }
    try {
      long skipped = spool.skip();
      if (skipped > 0) {
        log.say(
            "leaves out %d MiB of %s: it comes faster than it can be written"
                .formatted(skipped >> 20, name));
        note("%n[plimsoll] %d MiB left out here%n".formatted(skipped >> 20), pieces);
      }
      int count = spool.read(pieces.emptyBuffer());
      if (count > 0) {
        movedAt = System.nanoTime();
        take(pieces, count);
      }
      spool.tidy();
      if (count == 0) {
        spool.cut(isQuietFor(QUIET_NANOS));
      }
      return count > 0;
    } catch (IOException e) {
      broken = true;
      log.say("gets no more of %s: %s".formatted(name, e));
      return false;
    }
  }

  /** Ends the line that the gap has cut. */
  private void note(String text, Pieces pieces) throws InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    pieces.emptyBuffer().put(bytes);
    take(pieces, bytes.length);
  }

  private void take(Pieces pieces, int count) throws InterruptedException {
    byte[] piece = pieces.array();
    if (tail != null) {
      tail.append(piece, count);
    }
    pieces.records().write(clock.millis(), name, run, piece, count, log::append);
    onward.write(piece, count);
  }

  boolean isQuietFor(long nanos) {
    return System.nanoTime() - movedAt > nanos;
  }

  void close(boolean remove) {
    try {
      if (remove) {
        spool.delete();
      }
      spool.close();
    } catch (IOException e) {
      // The next supervisor finds it, and has nothing to read.
    }
  }
}
