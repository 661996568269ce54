package dev.plimsoll.agent.sampling;

/**
 * One instant on both clocks.
 *
 * @param nanos the monotonic clock
 * @param epochMs the wall clock
 */
record Moment(long nanos, long epochMs) {
  private static final long APART_NANOS = 5_000_000;
  private static final int ATTEMPTS = 10;

  /**
   * Now. Read again where the thread stood still between the two clocks: taken for a step of the
   * wall clock it would shift all samples.
   */
  static Moment now() {
    Moment moment = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      long before = System.nanoTime();
      moment = new Moment(before, System.currentTimeMillis());
      if (System.nanoTime() - before < APART_NANOS) {
        break;
      }
    }
    return moment;
  }
}
