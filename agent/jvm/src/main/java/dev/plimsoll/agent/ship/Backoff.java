package dev.plimsoll.agent.ship;

import java.util.function.DoubleSupplier;

/** Waiting times between attempts: from half a second, doubling to ten, spread by chance. */
public final class Backoff {
  static final long FIRST_MS = 500;
  static final long MOST_MS = 10_000;

  private final DoubleSupplier chance;
  private long next = FIRST_MS;

  /**
   * Starts with the shortest step.
   *
   * @param chance numbers from 0 to 1
   */
  public Backoff(DoubleSupplier chance) {
    this.chance = chance;
  }

  /**
   * Milliseconds to wait now: between the half and the whole of the step, so that fleets spread.
   */
  public long next() {
    long step = next;
    next = Math.min(MOST_MS, next * 2);
    return (long) (step * (1 + chance.getAsDouble()) / 2);
  }

  public void reset() {
    next = FIRST_MS;
  }
}
