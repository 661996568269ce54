package dev.plimsoll.agent.guest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which sockets of the process are the agent's. */
public final class OwnSockets {
  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

  private OwnSockets() {}

  /** One without a port was opened. */
  public static void opened() {
    OPEN.incrementAndGet();
  }

  public static void closed() {
    OPEN.decrementAndGet();
  }

  /** One of TCP was opened, with that port at our end. */
  public static void opened(int localPort) {
    PORTS.add(localPort);
  }

  public static void closed(int localPort) {
    PORTS.remove(localPort);
  }

  /** How many are open. */
  public static int count() {
    return OPEN.get() + PORTS.size();
  }

  /** How many without a port are open. */
  public static int countWithoutPort() {
    return OPEN.get();
  }

  /** Whether the TCP connection that has this port at our end is the agent's. */
  public static boolean hasPort(int localPort) {
    return PORTS.contains(localPort);
  }
}
