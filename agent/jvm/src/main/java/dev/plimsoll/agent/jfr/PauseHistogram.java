package dev.plimsoll.agent.jfr;

import java.util.Arrays;

/**
 * Durations since it was last emptied, in buckets up to an eighth wide: a percentile is at most
 * that much too high. From one microsecond to an hour; adding allocates nothing. Not thread-safe.
 */
final class PauseHistogram {
  private static final int STEPS = 8;
  private static final int STEP_BITS = 3;
  private static final int OCTAVES = 32;

  private final int[] counts = new int[OCTAVES * STEPS];
  private int count;
  private long longest;

  void add(long nanos) {
    counts[bucket(nanos)]++;
    count++;
    longest = Math.max(longest, nanos);
  }

  int count() {
    return count;
  }

  /** Nanoseconds; 0 if there was none. */
  long longest() {
    return longest;
  }

  /**
   * Nanoseconds that this share of the durations does not exceed; 0 if there was none.
   *
   * @param share 0 to 1
   */
  long percentile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted) {
        return Math.min(longest, upperBound(bucket));
      }
    }
    return longest;
  }

  void clear() {
    if (count > 0) {
      Arrays.fill(counts, 0);
      count = 0;
      longest = 0;
    }
  }

  private static int bucket(long nanos) {
    long micros = Math.max(1, nanos / 1_000);
    int octave = 63 - Long.numberOfLeadingZeros(micros);
    int step = (int) ((micros << STEP_BITS >>> octave) - STEPS);
    return Math.min(OCTAVES * STEPS - 1, octave * STEPS + step);
  }

  private static long upperBound(int bucket) {
    long octave = bucket / STEPS;
    long step = bucket % STEPS;
    return ((STEPS + step + 1) << octave >>> STEP_BITS) * 1_000 + 999;
  }
}
