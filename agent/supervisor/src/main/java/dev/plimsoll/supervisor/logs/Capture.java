package dev.plimsoll.supervisor.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one run prints, from its first word to its last. */
public final class Capture {
  private static final int TAIL_LINES = 50;
  private static final int TAIL_LINE_BYTES = 4096;
  private static final Path NOWHERE = Path.of("/dev/null");

  /** Helpers of a process that has ended may have a word left; they are ended in this time. */
  private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final @Nullable Logs logs;
  private final String run;
  private final LogTail tail = new LogTail(TAIL_LINES, TAIL_LINE_BYTES);
  private final @Nullable Marks marks;
  private final List<CapturedStream> streams;
  private volatile boolean retired;
  private boolean closed;

  private Capture(
      @Nullable Logs logs, String run, @Nullable Marks marks, List<CapturedStream> streams) {
    this.logs = logs;
    this.run = run;
    this.marks = marks;
    this.streams = streams;
  }

  static Capture of(
      Logs logs,
      String run,
      Marks marks,
      Spool out,
      Spool err,
      Onward onwardOut,
      Onward onwardErr,
      LogFile log,
      Clock clock) {
    List<CapturedStream> streams =
        List.of(
            new CapturedStream(LogLine.STDOUT, run, out, onwardOut, log, clock),
            new CapturedStream(LogLine.STDERR, run, err, onwardErr, log, clock));
    Capture capture = new Capture(logs, run, marks, streams);
    streams.forEach(stream -> stream.keepTailIn(capture.tail.stream()));
    return capture;
  }

  /** For a process whose words nobody can keep: no disk must keep it from starting. */
  public static Capture none() {
    return new Capture(null, "", null, List.of());
  }

  /** File that the process is to append its standard output to. */
  public Path output() {
    return streams.isEmpty() ? NOWHERE : streams.get(0).file();
  }

  /** File that the process is to append its standard error to. */
  public Path errors() {
    return streams.isEmpty() ? NOWHERE : streams.get(1).file();
  }

  String run() {
    return run;
  }

  /** The last lines that were printed, oldest first. */
  public List<String> lastLines() {
    return tail.lines();
  }

  /** Takes in what has been printed until now: the last words of a process that has ended. */
  public void catchUp() throws InterruptedException {
    if (logs != null) {
      logs.catchUp(this);
    }
  }

  /** The process has ended; what follows is read for a while, and then the files are removed. */
  public void retire() {
    retired = true;
  }

  /** No process came about. */
  public void discard() {
    if (logs != null) {
      logs.discard(this);
    }
  }

  /** Reads a piece of each stream; whether there was one. */
  boolean pump(Pieces pieces) throws InterruptedException {
    boolean moved = false;
    for (CapturedStream stream : streams) {
      moved |= !closed && stream.pump(pieces);
    }
    return moved;
  }

  /** Whether all is said and done: closes and removes the files, if so. */
  boolean isOver(boolean atOnce) {
    if (!closed
        && retired
        && (atOnce || streams.stream().allMatch(s -> s.isQuietFor(LAST_WORDS_NANOS)))) {
      close(true);
    }
    return closed;
  }

  /** Of a run that lives on without us, the files stay. */
  void close(boolean remove) {
    closed = true;
    for (CapturedStream stream : streams) {
      stream.close(remove);
    }
    if (marks == null) {
      return;
    }
    try {
      if (remove) {
        marks.delete();
      }
      marks.close();
    } catch (IOException e) {
      // The next supervisor finds it, and has nothing to read.
    }
  }
}
