package dev.plimsoll.heap.summary;

/** Shares as people read them. */
final class Percent {
  private Percent() {}

  /** 0 to 100; 0 of nothing. */
  static double of(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
