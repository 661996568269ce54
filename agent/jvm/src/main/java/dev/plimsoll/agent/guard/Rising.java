package dev.plimsoll.agent.guard;

/**
 * Over the restart line, and each collection leaves more than the one before: no spike that has
 * reached its height. Where a heap that is nearly full is collected again and again, on a busy host
 * above all, the application hardly runs, and the time of {@link Sustained} may not pass before the
 * heap is over; nor does the guard get to look between two pauses then.
 *
 * <p>Only by counts: an estimate wavers by what floats in partly filled regions.
 */
final class Rising {
  private static final int RISES = 4;

  /** Of the wall clock. A spike that climbs for longer than this beyond the line is none. */
  private static final long LEAST_MS = 5_000;

  /** What a collection leaves differs by as much from time to time, fraction of max heap. */
  private static final double STEP = 0.001;

  private boolean over;
  private long since;
  private long liveAt;
  private double live;
  private int rises;

  Verdict look(Look look, Marks marks) {
    if (!look.exact || look.liveFraction() < marks.restart()) {
      over = false;
      return Verdict.NOTHING;
    }
    if (!over) {
      over = true;
      since = look.at;
      begin(look);
    } else if (look.liveAt != liveAt) {
      boolean higher = look.liveFraction() >= live + STEP;
      int before = rises;
      begin(look);
      rises = higher ? before + 1 : 0;
    }
    return rises >= RISES && look.at - since >= LEAST_MS ? Verdict.RISING : Verdict.NOTHING;
  }

  private void begin(Look look) {
    liveAt = look.liveAt;
    live = look.liveFraction();
    rises = 0;
  }
}
