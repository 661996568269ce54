package dev.plimsoll.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * Readings of one figure, in the order of the rounds. Two series of one run are compared reading by
 * reading, each with its neighbour in time: what disturbs the machine for longer than that disturbs
 * both.
 */
public final class Series {
  private final List<Double> values = new ArrayList<>();

  /** Adds a reading; NaN, for what could not be read, is kept so that the pairs stay pairs. */
  public void add(double value) {
    values.add(value);
  }

  public List<Double> values() {
    return List.copyOf(values);
  }

  /** Median; NaN without readings. */
  public double median() {
    return quantile(0.5);
  }

  /** Quantile of those that could be read, linearly between neighbours; NaN if there is none. */
  public double quantile(double fraction) {
    double[] sorted =
        values.stream()
            .mapToDouble(Double::doubleValue)
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = fraction * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  /** This over the other, pair by pair. */
  public Series over(Series other) {
    return with(other, (mine, others) -> mine / others);
  }

  /** This less the other, pair by pair. */
  public Series less(Series other) {
    return with(other, (mine, others) -> mine - others);
  }

  private Series with(Series other, DoubleBinaryOperator operation) {
    Series result = new Series();
    for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
      result.add(operation.applyAsDouble(values.get(i), other.values.get(i)));
    }
    return result;
  }
}
