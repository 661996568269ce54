package dev.plimsoll.supervisor.logs;

import dev.plimsoll.supervisor.spec.LogSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Catches what the processes of a supervisor print, and goes on where the one before it stopped.
 * The streams of a process are files, so that it neither ends nor stands still when its supervisor
 * does; one thread follows them all.
 */
public final class Logs implements AutoCloseable {
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** A process that prints without end must not keep others waiting for its last words. */
  private static final int MOST_PIECES = 1024;

  private final Path root;
  private final Clock clock;
  private final Consumer<String> console;
  private final Onward out;
  private final Onward err;
  private final List<Capture> captures = new CopyOnWriteArrayList<>();
  private final Map<String, LogFile> files = new ConcurrentHashMap<>();
  private final Pieces pieces = new Pieces();
  private final ReentrantLock reading = new ReentrantLock(true);
  private final Condition something = reading.newCondition();
  private @Nullable SpoolCare care;
  private @Nullable Thread follower;
  private boolean closed;

  /**
   * Nothing is made on disk before there is a process.
   *
   * @param state folder of this user's own, below which logs are kept
   * @param out where standard output goes on to
   * @param err where standard error goes on to
   * @param console takes what there is to say, a sentence at a time
   */
  public Logs(
      Path state, OutputStream out, OutputStream err, Clock clock, Consumer<String> console) {
    this.root = LogRoot.in(state);
    this.out = new Onward(out, "plimsoll-stdout");
    this.err = new Onward(err, "plimsoll-stderr");
    this.clock = clock;
    this.console = console;
  }

  /**
   * The streams of a run that is to be started, or of one that lives and was started by a
   * supervisor that is gone. Always there: a process whose words cannot be kept can serve all the
   * same, and the reason is told.
   */
  public synchronized Capture capture(String service, int index, String run, LogSpec spec) {
    Capture capture;
    try {
      capture = open(service, index, run, spec);
    } catch (IOException e) {
      console.accept(
          "what %s/%d prints cannot be kept and is lost: %s".formatted(service, index, e));
      return Capture.none();
    }
    captures.add(capture);
    if (follower == null) {
      follower = new Thread(this::follow, "plimsoll-logs");
      follower.setDaemon(true);
      follower.start();
    }
    return capture;
  }

  private Capture open(String service, int index, String run, LogSpec spec) throws IOException {
    Path spools = LogRoot.prepareSpools(root, service);
    if (care == null) {
      care = new SpoolCare(spools);
    }
    String name = index + "-" + run;
    Marks marks = Marks.openOrNull(spools.resolve(name + Marks.ENDING));
    if (marks == null) {
      throw new IOException("another supervisor reads it");
    }
    String instance = service + "/" + index;
    LogFile file =
        files.computeIfAbsent(
            instance,
            key -> {
              LogFolder folder = new LogFolder(root.resolve(service), index, clock);
              return new LogFile(key, folder, spec, clock, console);
            });
    Spool output = new Spool(spools.resolve(name + ".out"), marks, 0, care);
    Spool errors = new Spool(spools.resolve(name + ".err"), marks, 1, care);
    return Capture.of(this, run, marks, output, errors, out, err, file, clock);
  }

  /**
   * Takes in what runs of a service have left that ended while no supervisor was there. To be
   * called when the runs that live have been taken over.
   *
   * @param lives whether a process of the run is left
   */
  public void collect(String service, LogSpec spec, Predicate<String> lives) {
    try {
      for (LogRoot.Spooled left : LogRoot.spools(root, service)) {
        boolean ours = captures.stream().anyMatch(known -> known.run().equals(left.run()));
        if (!ours && !lives.test(left.run())) {
          capture(service, left.index(), left.run(), spec).retire();
        }
      }
    } catch (IOException e) {
      console.accept("what " + service + " printed before cannot be read: " + e);
    }
  }

  private void follow() {
    reading.lock();
    try {
      while (!closed) {
        boolean moved = false;
        for (Capture capture : captures) {
          moved |= capture.pump(pieces);
          letOthers();
        }
        captures.removeIf(capture -> capture.isOver(false));
        if (!moved) {
          var ignored = something.awaitNanos(IDLE_NANOS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reading.unlock();
    }
  }

  /** The lock is a fair one. */
  private void letOthers() {
    if (reading.hasQueuedThreads()) {
      reading.unlock();
      reading.lock();
    }
  }

  void catchUp(Capture capture) throws InterruptedException {
    reading.lock();
    try {
      int left = MOST_PIECES;
      while (left > 0 && capture.pump(pieces)) {
        left--;
      }
    } finally {
      reading.unlock();
    }
  }

  void discard(Capture capture) {
    reading.lock();
    try {
      captures.remove(capture);
      capture.close(true);
    } finally {
      reading.unlock();
    }
  }

  /** Takes in what is left. Files of runs that live on stay, for the next supervisor. */
  @Override
  public void close() {
    reading.lock();
    try {
      closed = true;
      something.signalAll();
      for (Capture capture : captures) {
        catchUp(capture);
        if (!capture.isOver(true)) {
          capture.close(false);
        }
      }
      files.values().forEach(LogFile::close);
      out.close();
      err.close();
      if (care != null) {
        care.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reading.unlock();
    }
  }
}
