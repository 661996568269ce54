package dev.plimsoll.benchmarks.overhead;

import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.report.Series;
import java.util.List;

/**
 * A promise of the agent, held against what was measured.
 *
 * @param promise in words
 * @param measured median of the pairs
 * @param low lower quartile of the pairs
 * @param high upper quartile
 * @param limit not to be passed
 */
record Target(String promise, double measured, double low, double high, double limit) {

  /** Those that the run can answer. */
  static List<Target> of(Readings readings) {
    return List.of(
        above(readings, Peer.FLOOR, Figure.RSS_MIB, "RSS above the JFR floor, MiB", 15),
        above(readings, Peer.FLOOR, Figure.LIVE_MIB, "live heap above the JFR floor, MiB", 4),
        above(readings, Peer.NONE, Figure.MAIN_MS, "`main` delayed, ms", 60),
        of("throughput lost, %", lost(readings), 1),
        of("p99 added, %", added(readings, Figure.P99_MICROS), 2));
  }

  boolean isMet() {
    return measured <= limit;
  }

  private static Target above(
      Readings readings, Peer other, Figure figure, String promise, double limit) {
    Series difference = readings.of(Peer.PLIMSOLL, figure).less(readings.of(other, figure));
    return of(promise, difference, limit);
  }

  private static Series added(Readings readings, Figure figure) {
    return percent(readings.ratio(Peer.PLIMSOLL, figure), 1);
  }

  private static Series lost(Readings readings) {
    return percent(readings.ratio(Peer.PLIMSOLL, Figure.PER_SECOND), -1);
  }

  private static Series percent(Series ratio, int sign) {
    Series percent = new Series();
    ratio.values().forEach(value -> percent.add(sign * (value - 1) * 100));
    return percent;
  }

  private static Target of(String promise, Series series, double limit) {
    return new Target(
        promise, series.median(), series.quantile(0.25), series.quantile(0.75), limit);
  }
}
