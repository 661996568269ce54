package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.gc.Pauses;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.wire.reading.Owner;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * One long-lived stream of Flight Recorder events, run by the calling thread.
 *
 * <p>Not by {@code startAsync()}: its thread is no daemon, and the application would never exit.
 * The stream is a second late, and dies of the first {@code OutOfMemoryError}; nothing that has to
 * be known at once, or at the end, comes from it. A stream that died is started again, later each
 * time; in between, and where there is none at all, management beans have to do.
 */
public final class FlightRecord implements Runnable, AutoCloseable {
  private static final long FIRST_RETRY_MS = 60_000;
  private static final long LONGEST_RETRY_MS = 1_800_000;
  private static final long NANOS_PER_MS = 1_000_000;
  private static final int SAMPLES_A_GUESS = 15;

  private final LiveHeap live;
  private final RecordGauge gauge;
  private final EventSources sources;
  private final Instrumentation instrumentation;
  private final Repositories repositories;
  private final SampleEcho echo = new SampleEcho();
  private final Set<String> off = ConcurrentHashMap.newKeySet();
  private @Nullable OwnStream running;
  private boolean wanted = true;
  private boolean closed;
  private int silentSamples;

  /**
   * Has not asked the recorder for anything yet.
   *
   * @param pauses told of pauses that no bean times
   * @param repositories where the recorder keeps its chunks, if we are the first to start it
   */
  public FlightRecord(
      LiveHeap live,
      Pauses pauses,
      RecordGauge gauge,
      Instrumentation instrumentation,
      Repositories repositories) {
    this.live = live;
    this.gauge = gauge;
    this.sources = new EventSources(live, pauses, gauge);
    this.instrumentation = instrumentation;
    this.repositories = repositories;
  }

  /** Streams until it is closed; where there is no Flight Recorder, does without it. */
  @Override
  public void run() {
    long retryMs = FIRST_RETRY_MS;
    try {
      while (!isClosed()) {
        if (isWanted()) {
          long start = System.nanoTime();
          stream();
          gauge.silent();
          boolean lasted = System.nanoTime() - start > LONGEST_RETRY_MS * NANOS_PER_MS;
          retryMs = lasted ? FIRST_RETRY_MS : Math.min(LONGEST_RETRY_MS, retryMs * 2);
        }
        awaitTurn(retryMs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    repositories.release();
  }

  /** Ends the stream for good; returns when the recorder has let go of us. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    endStream();
  }

  /**
   * Each sample, for the people who record too. Where the recorder is silent, whether there is none
   * or its threads died of the last {@code OutOfMemoryError}, markings have to be guessed at.
   */
  public void sampled(Map<String, Double> metrics) {
    echo.accept(metrics);
    silentSamples = gauge.isAlive() ? 0 : silentSamples + 1;
    if (silentSamples >= SAMPLES_A_GUESS) {
      silentSamples = 0;
      live.perhapsMarked(System.currentTimeMillis());
    }
  }

  /**
   * Owners of kind {@code alloc-class}, {@code classes}, {@code class-loader}, {@code
   * native-memory}.
   */
  public List<Owner> owners(String run) {
    return sources.owners(run);
  }

  /** Whether we stream, and nobody else records. */
  public boolean recordsAlone() {
    return gauge.isAlive() && Neighbours.nobodyElseRecords();
  }

  /** Switches the samples of allocations on or off. */
  public void sampleAllocations(boolean on) {
    want(EventSources.ALLOCATIONS, on);
  }

  /** Switches the readings of class loaders on or off. */
  public void readLoaders(boolean on) {
    want(EventSources.LOADERS, on);
  }

  /** Switches the whole stream on or off. */
  public void stream(boolean on) {
    synchronized (this) {
      wanted = on;
      notifyAll();
    }
    if (!on) {
      endStream();
    }
  }

  private void want(String event, boolean on) {
    if (on ? off.remove(event) : off.add(event)) {
      sources.forget(event);
      OwnStream stream = current();
      if (stream != null) {
        stream.leaveOut(off);
      }
    }
  }

  private void stream() {
    Path folder = repositories.prepare();
    if (folder == null || !isAvailable()) {
      Trouble.mention("jfr", "there is no Flight Recorder; going on with management beans");
      return;
    }
    RepositoryMove.to(folder, instrumentation);
    try (OwnStream stream = new OwnStream(sources, echo, off, repositories.areAdopted())) {
      if (begin(stream)) {
        stream.run();
      }
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      Trouble.count("jfr", e);
    } finally {
      begin(null);
    }
  }

  /** False if it is not wanted any more. */
  private synchronized boolean begin(@Nullable OwnStream stream) {
    running = stream;
    return wanted && !closed;
  }

  private void endStream() {
    OwnStream stream = current();
    if (stream != null) {
      try {
        stream.dismiss();
      } catch (RuntimeException e) {
        Trouble.count("jfr", e);
      }
    }
  }

  /** Comes back early if it is switched on again, or closed. */
  private synchronized void awaitTurn(long retryMs) throws InterruptedException {
    long deadline = System.nanoTime() + retryMs * NANOS_PER_MS;
    boolean wasWanted = wanted;
    while (wanted == wasWanted && !closed) {
      long left = (deadline - System.nanoTime()) / NANOS_PER_MS;
      if (!wasWanted) {
        wait();
      } else if (left > 0) {
        wait(left);
      } else {
        return;
      }
    }
  }

  private static boolean isAvailable() {
    try {
      return FlightRecorder.isAvailable();
    } catch (LinkageError | RuntimeException e) {
      return false;
    }
  }

  private synchronized @Nullable OwnStream current() {
    return running;
  }

  private synchronized boolean isWanted() {
    return wanted;
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
