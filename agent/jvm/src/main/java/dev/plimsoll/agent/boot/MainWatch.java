package dev.plimsoll.agent.boot;

import java.util.concurrent.TimeUnit;

/**
 * Waits until the application's {@code main} runs, so that none of the providers that {@code main}
 * may choose (file system, log manager, MBean server) is locked in before it.
 */
final class MainWatch {
  private static final long STEP_MS = 5;

  private MainWatch() {}

  /** Returns when {@code main} runs or has ended, or after the time is over. */
  static void await(Thread starter, long limitMs) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
    while (System.nanoTime() < deadline && starter.isAlive() && !runsMain(starter)) {
      Thread.sleep(STEP_MS);
    }
  }

  /** Below {@code premain} lies the instrumentation, before {@code main} the launcher's helper. */
  private static boolean runsMain(Thread starter) {
    StackTraceElement[] stack = starter.getStackTrace();
    if (stack.length == 0) {
      return false;
    }
    String entry = stack[stack.length - 1].getClassName();
    return !entry.startsWith("sun.instrument.") && !entry.startsWith("sun.launcher.");
  }
}
