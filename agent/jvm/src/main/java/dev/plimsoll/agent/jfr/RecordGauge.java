package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Flight Recorder adds to a sample, all of it up to a second older than the rest.
 *
 * <p>Of the time since the last sample: {@code gc.pauses} (how many), {@code gc.pause.p50}, {@code
 * .p99} and {@code .max} (ms), {@code gc.concurrent} (ms of collection beside the running
 * application, told when a cycle ends), {@code gc.failures} (evacuations and promotions that found
 * no room), {@code gc.stalls} and {@code gc.stalls.max} (threads that had to wait for ZGC to free
 * memory, and the longest, ms), {@code safepoint.wait} (ms until all threads stood, waits of 10 ms
 * and more), {@code safepoint.work} (ms that they stood for something that was no collection,
 * likewise), {@code sockets.slow} and {@code .max} (reads and writes of 100 ms or more, and the
 * longest, ms). As of the last reading: {@code cpu.machine} (fraction of all cores), {@code
 * native.reserved} and {@code native.committed} (bytes), {@code agent.classes} and {@code
 * agent.metaspace} (bytes).
 *
 * <p>What seldom happens is told from its first time on.
 */
public final class RecordGauge implements Gauge {
  /** The recorder flushes each second; after so long without, it is dead or choked. */
  private static final long SILENCE_NANOS = 15_000_000_000L;

  private static final double NANOS_PER_MS = 1e6;

  private final Map<String, Double> latest = new TreeMap<>();
  private final PauseHistogram pauses = new PauseHistogram();
  private final Rare failures = new Rare("gc.failures");
  private final Rare stalls = new Rare("gc.stalls");
  private final Rare slowSockets = new Rare("sockets.slow");
  private long concurrentNanos;
  private long waitNanos;
  private long workNanos;
  private long flushedAt;
  private boolean streaming;

  /** Something whose count is told from its first time on. */
  private static final class Rare {
    final String metric;
    boolean seen;
    long count;
    long longest;

    Rare(String metric) {
      this.metric = metric;
    }

    void add(long ms) {
      seen = true;
      count++;
      longest = Math.max(longest, ms);
    }

    void tell(Reading reading) {
      if (seen) {
        reading.put(metric, count);
        if (longest > 0) {
          reading.put(metric + ".max", longest);
        }
      }
      count = 0;
      longest = 0;
    }
  }

  synchronized void paused(long nanos) {
    pauses.add(nanos);
  }

  synchronized void ranConcurrently(long nanos) {
    concurrentNanos += nanos;
  }

  synchronized void collectionFailed() {
    failures.add(0);
  }

  synchronized void stalled(long ms) {
    stalls.add(ms);
  }

  synchronized void slowSocket(long ms) {
    slowSockets.add(ms);
  }

  synchronized void waitedForStop(long nanos) {
    waitNanos += nanos;
  }

  synchronized void stoodForOperation(long nanos) {
    workNanos += nanos;
  }

  synchronized void machineLoad(float fraction) {
    latest.put("cpu.machine", (double) fraction);
  }

  synchronized void nativeMemory(long reserved, long committed) {
    latest.put("native.reserved", (double) reserved);
    latest.put("native.committed", (double) committed);
  }

  synchronized void ownClasses(long classes, long bytes) {
    latest.put("agent.classes", (double) classes);
    latest.put("agent.metaspace", (double) bytes);
  }

  /** The recorder is alive. */
  synchronized void flushed() {
    streaming = true;
    flushedAt = System.nanoTime();
  }

  /** The stream has ended: what it said last is not true any more. */
  synchronized void silent() {
    streaming = false;
    latest.clear();
    pauses.clear();
    concurrentNanos = 0;
    waitNanos = 0;
    workNanos = 0;
  }

  /** Whether the recorder flushes as it should. */
  synchronized boolean isAlive() {
    return streaming && System.nanoTime() - flushedAt < SILENCE_NANOS;
  }

  @Override
  public synchronized void read(Reading reading) {
    if (!isAlive()) {
      silent();
      return;
    }
    latest.forEach(reading::put);
    reading.put("gc.pauses", pauses.count());
    reading.put("gc.pause.max", pauses.longest() / NANOS_PER_MS);
    if (pauses.count() > 0) {
      reading.put("gc.pause.p50", pauses.percentile(0.5) / NANOS_PER_MS);
      reading.put("gc.pause.p99", pauses.percentile(0.99) / NANOS_PER_MS);
    }
    pauses.clear();
    reading.put("gc.concurrent", concurrentNanos / NANOS_PER_MS);
    reading.put("safepoint.wait", waitNanos / NANOS_PER_MS);
    reading.put("safepoint.work", workNanos / NANOS_PER_MS);
    concurrentNanos = 0;
    waitNanos = 0;
    workNanos = 0;
    failures.tell(reading);
    stalls.tell(reading);
    slowSockets.tell(reading);
  }
}
