package dev.plimsoll.supervisor.spec;

import java.time.Duration;

/**
 * How soon a run that ended unasked gets a successor.
 *
 * @param minUptime how long a process must live to count as started, where nothing better is known
 * @param backoffMin wait before the first restart; doubles with each one that follows
 * @param backoffMax longest wait
 * @param resetAfter a run that lived this long brings the wait back to {@code backoffMin}
 */
public record RestartSpec(
    Duration minUptime, Duration backoffMin, Duration backoffMax, Duration resetAfter) {
  public static final RestartSpec DEFAULT =
      new RestartSpec(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30));

  public RestartSpec {
    if (minUptime.isNegative() || backoffMin.isNegative() || resetAfter.isNegative()) {
      throw new IllegalArgumentException("times of a restart must not be negative");
    }
    if (backoffMax.compareTo(backoffMin) < 0) {
      throw new IllegalArgumentException("the longest back-off must not be below the first one");
    }
  }
}
