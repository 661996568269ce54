package dev.plimsoll.supervisor.spec;

import java.time.Duration;

/**
 * How soon a run that ended unasked gets a successor.
 *
 * @param minUptime how long a process must live to count as started, where nothing better is known
 * @param backoffMin wait before the first restart; doubles with each one that follows
 * @param backoffMax longest wait
 * @param resetAfter a run that lived this long brings the wait back to {@code backoffMin}, and ends
 *     a crash loop
 * @param max so many ends within the window, or one after the other before {@code resetAfter}, are
 *     a crash loop; at least 2
 * @param window in which they are counted
 */
public record RestartSpec(
    Duration minUptime,
    Duration backoffMin,
    Duration backoffMax,
    Duration resetAfter,
    int max,
    Duration window) {
  private static final int DEFAULT_MAX = 10;
  private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(10);
  public static final RestartSpec DEFAULT =
      new RestartSpec(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30));

  /** With the usual idea of a crash loop. */
  public RestartSpec(
      Duration minUptime, Duration backoffMin, Duration backoffMax, Duration resetAfter) {
    this(minUptime, backoffMin, backoffMax, resetAfter, DEFAULT_MAX, DEFAULT_WINDOW);
  }

  public RestartSpec {
    if (minUptime.isNegative() || backoffMin.isNegative() || resetAfter.isNegative()) {
      throw new IllegalArgumentException("times of a restart must not be negative");
    }
    if (max < 2 || window.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "a crash loop has at least 2 ends, and a time above zero in which they are counted");
    }
    if (backoffMax.compareTo(backoffMin) < 0) {
      throw new IllegalArgumentException("the longest back-off must not be below the first one");
    }
  }
}
