package dev.plimsoll.agent.guard;

/**
 * Over the restart line for long, and still so by the latest evidence. What is over it for ten
 * seconds and then falls back is a spike: it must not cost a process its life.
 */
final class Sustained {
  /** Of the application's own time: on a busy host its pauses would stretch a spike beyond this. */
  static final long LEAST_MS = 20_000;

  /** Evidence not older than this is as good as a probe. */
  private static final long FRESH_MS = 3_000;

  private final boolean concurrent;
  private boolean over;
  private long since;
  private long gcMillisSince;

  /** For a collector whose time is that of its cycles, or that of its pauses. */
  Sustained(boolean concurrent) {
    this.concurrent = concurrent;
  }

  /** The verdict {@link Verdict#PROBE} means that only fresh evidence is missing. */
  Verdict look(Look look, Marks marks) {
    if (!look.hasLive() || look.liveFraction() < marks.restart()) {
      over = false;
      return Verdict.NOTHING;
    }
    if (!over) {
      over = true;
      since = look.at;
      gcMillisSince = look.gcMillis;
    }
    long paused = concurrent ? 0 : look.gcMillis - gcMillisSince;
    if (look.at - since - paused < LEAST_MS) {
      return Verdict.NOTHING;
    }
    return look.exact && isFresh(look) ? Verdict.SUSTAINED : Verdict.PROBE;
  }

  /** Whether the evidence is of the end of the stretch, and not of its beginning. */
  static boolean isFresh(Look look) {
    return look.at - look.liveAt <= FRESH_MS;
  }
}
