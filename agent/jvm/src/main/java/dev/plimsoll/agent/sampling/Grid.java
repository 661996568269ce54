package dev.plimsoll.agent.sampling;

/**
 * The instants at which samples are due: whole seconds since the run's first one, so that the work
 * of one sample never shifts the next. A pause of several seconds leaves its seconds out: nothing
 * was read then.
 */
final class Grid {
  static final long STEP_MS = 1_000;
  private static final long NANOS_PER_MS = 1_000_000;

  /** Beyond this the wall clock was set, and the grid follows it. */
  private static final long CLOCK_SHIFT_MS = 500;

  private final long startNanos;
  private long startMs;
  private long due;

  /**
   * Starts now.
   *
   * @param nanos the monotonic clock now
   * @param epochMs the wall clock now
   */
  Grid(long nanos, long epochMs) {
    this.startNanos = nanos;
    this.startMs = epochMs;
  }

  /** Monotonic instant of the next sample. */
  long dueNanos() {
    return startNanos + due * STEP_MS * NANOS_PER_MS;
  }

  /**
   * Takes the sample that is due.
   *
   * @return its epoch milliseconds
   */
  long take(long nanos, long epochMs) {
    long latest = (nanos - startNanos) / (STEP_MS * NANOS_PER_MS);
    long taken = Math.max(due, latest);
    due = taken + 1;
    long elapsedMs = (nanos - startNanos) / NANOS_PER_MS;
    if (Math.abs(startMs + elapsedMs - epochMs) > CLOCK_SHIFT_MS) {
      startMs = epochMs - elapsedMs;
    }
    return startMs + taken * STEP_MS;
  }
}
