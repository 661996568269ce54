package dev.plimsoll.agent.guest;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many files the agent itself holds open: its jar, and files of the kernel that it reads again
 * and again. Chunks of Flight Recorder are not among them.
 */
public final class OwnFiles {
  /** The first is the jar, which the agent's class loader never closes. */
  private static final AtomicInteger OPEN = new AtomicInteger(1);

  private OwnFiles() {}

  public static void opened() {
    OPEN.incrementAndGet();
  }

  public static void closed() {
    OPEN.decrementAndGet();
  }

  public static int count() {
    return OPEN.get();
  }
}
