package dev.plimsoll.benchmarks.load;

import java.util.concurrent.locks.LockSupport;

/**
 * When one connection sends. At a fixed rate the requests are due at instants that do not depend on
 * the answers: one that has to wait for the answer before it is late from its own instant on, so
 * that a stall is counted in every request it delayed (no coordinated omission).
 */
final class Pace {
  /** The timer of a sleeping thread fires up to this much late; the rest is spun. */
  private static final long TIMER_SLACK_NANOS = 80_000;

  private final long end;
  private final long period;
  private long due;

  private Pace(long first, long period, long end) {
    this.due = first;
    this.period = period;
    this.end = end;
  }

  /** Connection number {@code index} of so many, which together send at that rate per second. */
  static Pace fixed(long start, long end, int index, int connections, int rate) {
    long one = 1_000_000_000L / rate;
    return new Pace(start + index * one, one * connections, end);
  }

  /** As fast as the answers come. */
  static Pace closed(long start, long end) {
    return new Pace(start, 0, end);
  }

  /** Waits for the next request's instant and returns it, or -1 when the burst is over. */
  long next() {
    if (period == 0) {
      long now = System.nanoTime();
      return now - end < 0 ? now : -1;
    }
    long mine = due;
    if (mine - end >= 0) {
      return -1;
    }
    due += period;
    for (long left = mine - System.nanoTime(); left > 0; left = mine - System.nanoTime()) {
      if (left > TIMER_SLACK_NANOS) {
        LockSupport.parkNanos(left - TIMER_SLACK_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
    return mine;
  }
}
