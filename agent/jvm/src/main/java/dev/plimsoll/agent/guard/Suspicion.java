package dev.plimsoll.agent.guard;

/**
 * When a probe is worth its pause. A probe that finds garbage makes the next one wait, a minute at
 * first and twice as long each time; one that finds live heap over the line may be repeated soon,
 * for then every second counts.
 */
final class Suspicion {
  private static final long FIRST_WAIT_MS = 60_000;
  private static final long LONGEST_WAIT_MS = 3_600_000;

  /** Use must not have fallen below the restart line for so long to be taken for live. */
  private static final long HIGH_MS = 5_000;

  private static final long AFFORDABLE_MS = 2_000;
  private static final long AFFORDABLE_NOW_MS = 10_000;

  /** Probes that find nothing new cost at most a twentieth of the time. */
  private static final long REST_PER_PAUSE = 20;

  /** After one that has found more: at 100 MB/s a small heap is over in less than a second. */
  private static final long LEAST_REST_MS = 200;

  /** What a collection leaves must be so much above what was found before, fraction of max heap. */
  private static final double NEWS = 0.05;

  /** The same where what was found before is over the line already. */
  private static final double MORE = 0.02;

  /**
   * Fuller than this the JVM is about to collect by itself, and a request may wait for seconds
   * behind the collections of those that want memory.
   */
  private static final double TOO_LATE = 0.97;

  private final boolean concurrent;
  private boolean high;
  private long highSince;
  private long collections = -1;
  private double afterCollection;
  private boolean probed;
  private long probedAt;
  private long rest;
  private long wait = FIRST_WAIT_MS;
  private boolean confirmed;
  private double found;

  Suspicion(boolean concurrent) {
    this.concurrent = concurrent;
  }

  /** Takes the look, and says whether a probe is wanted whatever it may cost. */
  Verdict look(Look look, Marks marks) {
    double used = look.usedFraction();
    if (look.collections != collections) {
      collections = look.collections;
      afterCollection = used;
    }
    if (used < marks.restart()) {
      high = false;
    } else if (!high) {
      high = true;
      highSince = look.at;
    }
    if (!concurrent && used >= marks.suspicion() && mayNow(look)) {
      return Verdict.PROBE_NOW;
    }
    boolean stale = !look.hasLive() || look.liveAt < highSince;
    return high && look.at - highSince >= HIGH_MS && stale && isAffordable(look) && isRested(look)
        ? Verdict.PROBE
        : Verdict.NOTHING;
  }

  static boolean isAffordable(Look look) {
    return look.predictedPause <= AFFORDABLE_MS;
  }

  /** Whether a probe may be made that only has to confirm what other evidence says. */
  boolean mayConfirm(Look look) {
    boolean minuteOver = look.at - probedAt >= FIRST_WAIT_MS;
    return !probed || minuteOver || (confirmed && isShortRest(look));
  }

  private boolean mayNow(Look look) {
    if (look.predictedPause > AFFORDABLE_NOW_MS || look.usedFraction() >= TOO_LATE) {
      return false;
    }
    boolean news = afterCollection >= found + NEWS;
    boolean more = confirmed && afterCollection >= found + MORE;
    return isRested(look) || more || ((confirmed || news) && isShortRest(look));
  }

  private boolean isRested(Look look) {
    return !probed || look.at - probedAt >= wait || look.at < probedAt;
  }

  private boolean isShortRest(Look look) {
    return look.at - probedAt >= rest;
  }

  /** A probe is over; the look holds what it found. */
  void probed(Look look, Marks marks, long pauseMs) {
    double live = look.hasLive() ? look.liveFraction() : 0;
    boolean rose = live > found + NEWS / 5;
    wait = probed && !rose ? Math.min(LONGEST_WAIT_MS, wait * 2) : FIRST_WAIT_MS;
    rest = rose ? LEAST_REST_MS : Math.max(LEAST_REST_MS, REST_PER_PAUSE * pauseMs);
    confirmed = live >= marks.restart();
    found = live;
    probed = true;
    probedAt = look.at;
    collections = look.collections;
    afterCollection = look.usedFraction();
  }
}
