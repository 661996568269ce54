package dev.plimsoll.server.fleet;

import dev.plimsoll.wire.reading.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Live heap of a run over the last quarter of an hour: what the sparkline and the forecast need.
 */
final class RecentLive {
  static final long SPAN_MS = 15 * 60_000;

  /** 15 minutes of one sample a second, with some room for faster ones. */
  private static final int CAPACITY = 1024;

  private final long[] at = new long[CAPACITY];
  private final double[] live = new double[CAPACITY];
  private final double[] max = new double[CAPACITY];
  private int size;
  private int next;

  /**
   * Takes a sample that is newer than all before; others, and those without live heap, are left.
   */
  void add(long sampleAt, Map<String, Double> metrics) {
    Double sampleLive = metrics.get(Metric.HEAP_LIVE);
    Double sampleMax = metrics.get(Metric.HEAP_MAX);
    boolean late = size > 0 && sampleAt <= at[Math.floorMod(next - 1, CAPACITY)];
    if (sampleLive == null || sampleMax == null || !(sampleMax > 0) || late) {
      return;
    }
    at[next] = sampleAt;
    live[next] = sampleLive;
    max[next] = sampleMax;
    next = (next + 1) % CAPACITY;
    size = Math.min(size + 1, CAPACITY);
  }

  /** The points from then on, oldest first. */
  List<Forecast.Point> since(long from) {
    List<Forecast.Point> points = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int slot = Math.floorMod(next - size + i, CAPACITY);
      if (at[slot] >= from) {
        points.add(new Forecast.Point(at[slot], live[slot]));
      }
    }
    return points;
  }

  /** Highest share of max heap in each step; null where there is no reading. */
  List<@Nullable Double> fractions(long from, long step, int steps) {
    List<@Nullable Double> fractions = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      fractions.add(null);
    }
    for (int i = 0; i < size; i++) {
      int slot = Math.floorMod(next - size + i, CAPACITY);
      long index = Math.floorDiv(at[slot] - from, step);
      if (index >= 0 && index < steps) {
        double fraction = round(live[slot] / max[slot]);
        Double before = fractions.get((int) index);
        fractions.set((int) index, before == null ? fraction : Math.max(before, fraction));
      }
    }
    return fractions;
  }

  /** Four digits are finer than any pixel. */
  private static double round(double fraction) {
    return Math.rint(fraction * 10_000) / 10_000;
  }
}
