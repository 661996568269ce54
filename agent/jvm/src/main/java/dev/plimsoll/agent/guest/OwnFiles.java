package dev.plimsoll.agent.guest;

import java.util.concurrent.atomic.AtomicInteger;

/** How many files the agent itself holds open: its jar, files of the kernel that it reads. */
public final class OwnFiles {
  private static final AtomicInteger OPEN = new AtomicInteger();

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
