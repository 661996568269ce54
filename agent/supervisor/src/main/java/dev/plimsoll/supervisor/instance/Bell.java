package dev.plimsoll.supervisor.instance;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Wakes the keeper of an instance: whoever changes what it may be waiting for rings. Conditions are
 * looked at outside the lock, since some of them read {@code /proc}.
 */
final class Bell {
  private long rings;

  synchronized void ring() {
    rings++;
    notifyAll();
  }

  /**
   * Waits until the condition holds.
   *
   * @param atMost gives up after this time
   * @param poll looks again after this time even if nobody rang
   * @return whether it holds
   */
  boolean await(BooleanSupplier condition, Duration atMost, Duration poll)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      long heard = rings();
      if (condition.getAsBoolean()) {
        return true;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      sleep(heard, Math.min(left, poll.toNanos()));
    }
  }

  private synchronized long rings() {
    return rings;
  }

  private synchronized void sleep(long heard, long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (rings == heard) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }
}
