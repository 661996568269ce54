package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Flight Recorder adds to a sample, all of it up to a second older than the rest. Its metrics
 * are beyond those that every run has: {@code heap.after} (bytes after the last collection), {@code
 * metaspace}, {@code external.direct} and {@code external.direct.max} (bytes), {@code gc.pause.max}
 * (ms, longest pause since the last sample), {@code cpu.machine} (fraction of all cores), {@code
 * threads.java}, and {@code sockets.slow} and {@code sockets.slow.max} (socket operations since the
 * last sample that took 100 ms or more, and the longest, ms).
 */
public final class RecordGauge implements Gauge {
  private static final double NANOS_PER_MS = 1e6;

  private final Map<String, Double> latest = new TreeMap<>();
  private long longestPauseNanos;
  private long slowSockets;
  private long slowestSocketMs;
  private boolean streaming;

  synchronized void paused(long nanos) {
    streaming = true;
    longestPauseNanos = Math.max(longestPauseNanos, nanos);
  }

  synchronized void slowSocket(long ms) {
    slowSockets++;
    slowestSocketMs = Math.max(slowestSocketMs, ms);
  }

  void heapAfter(long bytes) {
    put("heap.after", (double) bytes);
  }

  void metaspace(long bytes) {
    put("metaspace", (double) bytes);
  }

  void direct(long used, long max) {
    put("external.direct", (double) used);
    // Without -XX:MaxDirectMemorySize the runtime says 0, and the limit is max heap.
    if (max > 0) {
      put("external.direct.max", (double) max);
    }
  }

  void machineLoad(float fraction) {
    put("cpu.machine", fraction);
  }

  void javaThreads(long count) {
    put("threads.java", (double) count);
  }

  /** The stream has ended: what it said last is not true any more. */
  synchronized void silent() {
    streaming = false;
    latest.clear();
  }

  @Override
  public synchronized void read(Reading reading) {
    latest.forEach(reading::put);
    if (streaming) {
      reading.put("gc.pause.max", longestPauseNanos / NANOS_PER_MS);
      reading.put("sockets.slow", slowSockets);
      if (slowSockets > 0) {
        reading.put("sockets.slow.max", slowestSocketMs);
      }
    }
    longestPauseNanos = 0;
    slowSockets = 0;
    slowestSocketMs = 0;
  }

  private synchronized void put(String metric, double value) {
    streaming = true;
    latest.put(metric, value);
  }
}
