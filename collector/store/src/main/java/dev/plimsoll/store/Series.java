package dev.plimsoll.store;

import java.util.Arrays;

/**
 * One metric over equal steps of time. Where a step has no reading, all four answer NaN: nothing
 * was recorded, which is not zero.
 */
public final class Series {
  private final double[] min;
  private final double[] max;
  private final double[] sum;
  private final double[] last;
  private final int[] count;

  public Series(int steps) {
    min = empty(steps);
    max = empty(steps);
    last = empty(steps);
    sum = new double[steps];
    count = new int[steps];
  }

  /** Takes a reading; those of one step must come oldest first. */
  public void add(int step, double value) {
    min[step] = count[step] == 0 ? value : Math.min(min[step], value);
    max[step] = count[step] == 0 ? value : Math.max(max[step], value);
    last[step] = value;
    sum[step] += value;
    count[step]++;
  }

  public int steps() {
    return count.length;
  }

  public double min(int step) {
    return min[step];
  }

  public double max(int step) {
    return max[step];
  }

  public double avg(int step) {
    return count[step] == 0 ? Double.NaN : sum[step] / count[step];
  }

  public double last(int step) {
    return last[step];
  }

  private static double[] empty(int steps) {
    double[] values = new double[steps];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
