package dev.plimsoll.agent.dump;

import java.util.function.LongSupplier;

/**
 * One dump for each time that live heap is over the dump line. The collector counts episodes too;
 * this holds where it was restarted, or two of them ask.
 */
final class Episodes {
  /** As far as this below its height at the dump, the episode is over: the policy's hysteresis. */
  private static final double HYSTERESIS = 0.05;

  /** Live heap may have fallen without a collection that could tell. */
  private static final long LONGEST_NANOS = 10 * 60 * 1_000_000_000L;

  private final LongSupplier live;
  private final long max;
  private long heightAtDump = -1;
  private long dumpedAt;

  /**
   * No episode.
   *
   * @param max max heap, bytes
   */
  Episodes(LongSupplier live, long max) {
    this.live = live;
    this.max = max;
  }

  void dumped(long nanos) {
    heightAtDump = live.getAsLong();
    dumpedAt = nanos;
  }

  /** Has to be asked every few seconds: what rose again in between looks as if it never fell. */
  boolean isOpen(long nanos) {
    if (heightAtDump >= 0
        && (nanos - dumpedAt > LONGEST_NANOS
            || live.getAsLong() < heightAtDump - (long) (max * HYSTERESIS))) {
      heightAtDump = -1;
    }
    return heightAtDump >= 0;
  }
}
