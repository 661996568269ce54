package dev.plimsoll.agent.sampling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics of one sample while they are read. */
public final class Reading {
  private final Map<String, Double> metrics = new LinkedHashMap<>();
  private final long elapsedNanos;

  /**
   * Nothing read yet.
   *
   * @param elapsedNanos since the reading before; 0 for the first
   */
  public Reading(long elapsedNanos) {
    this.elapsedNanos = elapsedNanos;
  }

  /** Nanoseconds since the reading before; 0 for the first, which has no rates. */
  public long elapsedNanos() {
    return elapsedNanos;
  }

  public void put(String metric, double value) {
    metrics.put(metric, value);
  }

  /** Exact up to 2^53, which is 8 PiB. */
  public void put(String metric, long value) {
    metrics.put(metric, (double) value);
  }

  public @Nullable Double get(String metric) {
    return metrics.get(metric);
  }

  public Map<String, Double> metrics() {
    return metrics;
  }
}
