package dev.plimsoll.agent.handles;

/**
 * How often the stack is looked at. A look takes 1 to 5 microseconds, more than opening a file, so
 * a busy holder's openings are sampled. But what stays open must be found: a holder of something
 * old has nearly every opening looked at, and a slow one always has.
 *
 * <p>All holders together have a limit, so that a thousand of them don't add up.
 */
final class FrameBudget {
  /** Looks a second for every holder. */
  static final int EACH_SECOND = 32;

  /** Looks a second for a holder of something that is open for long. */
  static final int WITH_OLD = 1_000;

  /** Looks a second in all: some 0.3 % of a core. */
  private static final int ALL = 1_500;

  private static final int ONE_IN = 128;

  private volatile int left = ALL;

  /** Beyond a holder's credit one in so many. */
  static boolean chooses(int dice) {
    return (dice >>> 16 & (ONE_IN - 1)) == 0;
  }

  boolean take() {
    int now = left;
    if (now <= 0) {
      return false;
    }
    left = now - 1;
    return true;
  }

  void refill() {
    left = ALL;
  }
}
