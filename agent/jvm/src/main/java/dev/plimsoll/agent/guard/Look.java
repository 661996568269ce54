package dev.plimsoll.agent.guard;

/**
 * One look at the heap, filled anew each time: the guard has a single one and allocates none. Times
 * are epoch milliseconds, sizes bytes.
 */
final class Look {
  long at;
  long max;
  long used;

  /** Live heap as the last collection that could tell has left it; negative if none could. */
  long live = -1;

  /** Instant of that collection. */
  long liveAt;

  /** Whether {@link #live} is what a collection that stopped the world has counted. */
  boolean exact;

  /** Collections of any kind so far. */
  long collections;

  /** Collections of the whole heap so far. */
  long wholes;

  /** Time spent in collections so far; pauses, or whole cycles where they are concurrent. */
  long gcMillis;

  /** How long a collection of the whole heap would stop the application, milliseconds. */
  long predictedPause;

  double usedFraction() {
    return (double) used / max;
  }

  boolean hasLive() {
    return live >= 0;
  }

  /** Old evidence can be above what is in use by now. */
  double liveFraction() {
    return (double) Math.min(live, used) / max;
  }
}
