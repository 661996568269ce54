package dev.plimsoll.supervisor.report;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts to reach the collector: 0.5 s doubling to 10 s, half of it by chance. */
final class RetryDelay {
  private static final long FIRST_MS = 500;
  private static final long LONGEST_MS = 10_000;
  private long delayMs = FIRST_MS;

  Duration next() {
    long delay = delayMs;
    delayMs = Math.min(LONGEST_MS, 2 * delayMs);
    return Duration.ofMillis(delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1));
  }

  void reset() {
    delayMs = FIRST_MS;
  }
}
