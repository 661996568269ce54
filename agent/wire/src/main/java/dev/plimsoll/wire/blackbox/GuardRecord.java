package dev.plimsoll.wire.blackbox;

import dev.plimsoll.wire.reading.Metric;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the guard saw at one instant.
 *
 * @param at epoch milliseconds
 * @param used heap in use, bytes
 * @param live live heap, bytes; negative where it was not known
 * @param max max heap, bytes
 * @param rss resident set, bytes; negative where it was not known
 * @param gcMillis time spent in collections since the start of the run
 */
public record GuardRecord(long at, long used, long live, long max, long rss, long gcMillis) {

  /** The same as metrics of a sample. */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    put(metrics, Metric.HEAP_USED, used);
    put(metrics, Metric.HEAP_LIVE, live);
    put(metrics, Metric.HEAP_MAX, max);
    put(metrics, Metric.RSS, rss);
    return metrics;
  }

  private static void put(Map<String, Double> metrics, String name, long value) {
    if (value >= 0) {
      metrics.put(name, (double) value);
    }
  }
}
