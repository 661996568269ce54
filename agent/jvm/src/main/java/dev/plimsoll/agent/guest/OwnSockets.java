package dev.plimsoll.agent.guest;

import java.util.concurrent.atomic.AtomicInteger;

/** How many sockets of the process are the agent's. */
public final class OwnSockets {
  private static final AtomicInteger OPEN = new AtomicInteger();

  private OwnSockets() {}

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
