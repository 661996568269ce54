package dev.plimsoll.wire.blackbox;

import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was read last before the end, by whichever path read it.
 *
 * @param at when, epoch milliseconds
 * @param metrics of the last sample, and over it what the guard has read since
 */
public record LastReadings(long at, Map<String, Double> metrics) {
  private static final double MIB = 1 << 20;

  /** Empty if nothing was ever read. */
  static Optional<LastReadings> of(Recorded recorded) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    long at = 0;
    List<Sample> samples = recorded.samples();
    if (!samples.isEmpty()) {
      Sample last = samples.get(samples.size() - 1);
      at = last.at();
      metrics.putAll(last.metrics());
    }
    List<GuardRecord> guard = recorded.guard();
    if (!guard.isEmpty() && guard.get(guard.size() - 1).at() >= at) {
      GuardRecord last = guard.get(guard.size() - 1);
      at = last.at();
      metrics.putAll(last.metrics());
    }
    return at == 0 ? Optional.empty() : Optional.of(new LastReadings(at, metrics));
  }

  /**
   * Such as {@code Last seen 0.4 s before the end: live heap 371 of 400 MiB, 212 requests in
   * flight.}
   *
   * @param end when the process was seen to be dead, epoch milliseconds
   */
  public String beforeTheEnd(long end) {
    double seconds = Math.max(0, end - at) / 1e3;
    return String.format(Locale.ROOT, "Last seen %.1f s before the end: %s.", seconds, inWords());
  }

  /** Such as {@code live heap 371 of 400 MiB, 212 requests in flight}. */
  public String inWords() {
    List<String> words = new ArrayList<>();
    heap(words);
    Double rss = metrics.get(Metric.RSS);
    if (rss != null) {
      words.add(String.format(Locale.ROOT, "RSS %.0f MiB", rss / MIB));
    }
    double requests =
        metrics.getOrDefault(Metric.REQUESTS_OUT, 0.0)
            + metrics.getOrDefault(Metric.REQUESTS_IN, 0.0);
    if (requests > 0) {
      words.add(String.format(Locale.ROOT, "%.0f requests in flight", requests));
    }
    return words.isEmpty() ? "nothing that tells" : String.join(", ", words);
  }

  private void heap(List<String> words) {
    Double live = metrics.get(Metric.HEAP_LIVE);
    Double used = live == null ? metrics.get(Metric.HEAP_USED) : live;
    Double max = metrics.get(Metric.HEAP_MAX);
    if (used == null) {
      return;
    }
    String what = live == null ? "heap" : "live heap";
    words.add(
        max == null
            ? String.format(Locale.ROOT, "%s %.0f MiB", what, used / MIB)
            : String.format(Locale.ROOT, "%s %.0f of %.0f MiB", what, used / MIB, max / MIB));
  }
}
