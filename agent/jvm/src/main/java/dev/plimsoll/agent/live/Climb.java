package dev.plimsoll.agent.live;

/**
 * How far an estimate may rise between two looks at the whole heap.
 *
 * <p>Between two markings, old garbage and real growth look the same. Below the share of the heap
 * at which a collector starts to mark at the latest while it has no better idea (45 %), growth is
 * believed, so that a climb is seen from its beginning; above it only a marking counts. No load
 * line that makes sense lies below, so belief can't raise an alarm.
 */
final class Climb {
  private static final double BELIEVED = 0.45;
  private static final int COLLECTIONS = 2;
  private static final long SPAN_MS = 4_000;

  private final long believed;

  Climb(long maxHeap) {
    this.believed = (long) (maxHeap * BELIEVED);
  }

  /** The estimate, lifted to what the last few collections say as far as that is believed. */
  long lift(long estimate, Window window) {
    if (estimate == LiveHeap.UNKNOWN) {
      return estimate;
    }
    return Math.max(estimate, Math.min(window.leastOfRecent(COLLECTIONS, SPAN_MS), believed));
  }
}
