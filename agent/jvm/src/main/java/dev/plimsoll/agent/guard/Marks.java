package dev.plimsoll.agent.guard;

import dev.plimsoll.wire.run.Lines;

/**
 * The heights at which the guard does something, fractions of max heap.
 *
 * @param dump where a spiral of collections begins to count
 * @param restart the restart line
 * @param emergency exact evidence from here on is acted upon at once
 * @param suspicion use from here on is worth a probe
 */
record Marks(double dump, double restart, double emergency, double suspicion) {
  /**
   * Parallel's heap is over at 92 % of max heap, since one survivor space is always empty; so the
   * mark lies below the middle between the line and the end.
   */
  private static final double EMERGENCY_PART = 0.4;

  private static final double SUSPICION_PART = 0.45;

  static Marks of(Lines lines) {
    double room = 1 - lines.restart();
    return new Marks(
        lines.dump(),
        lines.restart(),
        lines.restart() + room * EMERGENCY_PART,
        lines.restart() + room * SUSPICION_PART);
  }
}
