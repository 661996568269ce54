package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.spec.RestartSpec;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next start: doubling from the least to the longest wait, a fifth of
 * it up or down by chance so that instances which fell together do not rise together.
 */
final class Backoff {
  private static final double JITTER = 0.2;
  private final RestartSpec spec;
  private final RandomGenerator random;
  private int failures;

  Backoff(RestartSpec spec, RandomGenerator random) {
    this.spec = spec;
    this.random = random;
  }

  /** Goes on with what was counted before. */
  void resume(int before) {
    failures = before;
  }

  int failures() {
    return failures;
  }

  /**
   * The wait after a run has ended.
   *
   * @param uptime of the run that ended; zero if none came about
   */
  Duration next(Duration uptime) {
    if (uptime.compareTo(spec.resetAfter()) >= 0) {
      failures = 0;
    }
    double longest = (double) spec.backoffMax().toNanos();
    double doubled = (double) spec.backoffMin().toNanos() * Math.pow(2, failures++);
    return Duration.ofNanos((long) Math.min(jittered(doubled), longest));
  }

  /** The wait in a crash loop: about the longest. */
  Duration slow() {
    return Duration.ofNanos((long) jittered((double) spec.backoffMax().toNanos()));
  }

  private double jittered(double nanos) {
    return nanos * (1 + JITTER * (2 * random.nextDouble() - 1));
  }
}
