package dev.plimsoll.agent.guest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a JVM that goes on without the agent: what parts have put into the application is
 * taken back, the last first, and then all threads of the agent end.
 */
public final class Leaving {
  private static final long STEP_MS = 50;
  private static final Deque<AutoCloseable> UNDO = new ArrayDeque<>();
  private static boolean begun;

  private Leaving() {}

  /**
   * Has this done when the agent leaves; at once if it is leaving already. For what ends with the
   * thread that uses it nothing need be said: threads are interrupted.
   */
  public static void undo(AutoCloseable step) {
    synchronized (UNDO) {
      if (!begun) {
        UNDO.push(step);
        return;
      }
    }
    take(step);
  }

  /** Whether no new work should begin. */
  public static boolean hasBegun() {
    synchronized (UNDO) {
      return begun;
    }
  }

  /**
   * Takes everything back; returns when the agent's other threads have ended.
   *
   * @param limitMs how long to wait for them
   * @return whether they all have
   */
  public static boolean now(long limitMs) throws InterruptedException {
    for (AutoCloseable step = next(); step != null; step = next()) {
      take(step);
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
    Set<Thread> threads = others();
    while (!threads.isEmpty() && System.nanoTime() < deadline) {
      for (Thread thread : threads) {
        // Again and again: code of the JDK may have swallowed the one before.
        thread.interrupt();
        thread.join(STEP_MS);
      }
      threads.addAll(others());
      threads.removeIf(thread -> !thread.isAlive());
    }
    return threads.isEmpty();
  }

  private static Set<Thread> others() {
    Set<Thread> others = new HashSet<>(AgentThread.live());
    others.remove(Thread.currentThread());
    return others;
  }

  private static @Nullable AutoCloseable next() {
    synchronized (UNDO) {
      begun = true;
      return UNDO.poll();
    }
  }

  private static void take(AutoCloseable step) {
    try {
      step.close();
    } catch (Throwable e) {
      Trouble.count("leaving", e);
    }
  }
}
