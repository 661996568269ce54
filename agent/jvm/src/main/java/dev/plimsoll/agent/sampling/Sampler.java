package dev.plimsoll.agent.sampling;

import dev.plimsoll.agent.guest.Trouble;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Reads all gauges once a second, and lets watches look around in between. */
public final class Sampler implements Runnable {

  /** Takes what was read. */
  public interface Sink {
    /**
     * Takes one sample.
     *
     * @param at epoch milliseconds
     */
    void accept(long at, Map<String, Double> metrics);
  }

  /** Something that has to look more often, or less often, than samples are taken. */
  public interface Watch {
    /** Looks, and says how many milliseconds later it wants to look again. */
    long look();
  }

  private static final long NANOS_PER_MS = 1_000_000;

  private final List<Gauge> gauges;
  private final Sink sink;
  private final Watch watch;
  private long lastNanos;

  public Sampler(List<Gauge> gauges, Sink sink, Watch watch) {
    this.gauges = List.copyOf(gauges);
    this.sink = sink;
    this.watch = watch;
  }

  /** Runs until the thread is interrupted. */
  @Override
  public void run() {
    Moment start = Moment.now();
    Grid grid = new Grid(start.nanos(), start.epochMs());
    long lookAt = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      if (System.nanoTime() - grid.dueNanos() >= 0) {
        Moment now = Moment.now();
        sample(grid.take(now.nanos(), now.epochMs()));
      }
      if (System.nanoTime() - lookAt >= 0) {
        lookAt = System.nanoTime() + look() * NANOS_PER_MS;
      }
      long wait = Math.min(grid.dueNanos() - System.nanoTime(), lookAt - System.nanoTime());
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  private Map<String, Double> readNow() {
    long nanos = System.nanoTime();
    Reading reading = new Reading(lastNanos == 0 ? 0 : nanos - lastNanos);
    lastNanos = nanos;
    for (int i = 0; i < gauges.size(); i++) {
      try {
        gauges.get(i).read(reading);
      } catch (Throwable e) {
        Trouble.count("gauge", e);
      }
    }
    return reading.metrics();
  }

  private void sample(long at) {
    try {
      sink.accept(at, readNow());
    } catch (Throwable e) {
      Trouble.count("sample", e);
    }
  }

  private long look() {
    try {
      return watch.look();
    } catch (Throwable e) {
      Trouble.count("watch", e);
      return Grid.STEP_MS;
    }
  }
}
