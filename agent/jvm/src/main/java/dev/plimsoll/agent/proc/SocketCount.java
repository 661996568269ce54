package dev.plimsoll.agent.proc;

import dev.plimsoll.agent.guest.OwnSockets;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;

/**
 * Open sockets of any kind, as {@code ls /proc/PID/fd} shows them, and how many of them are the
 * agent's. The JDK keeps one of a pair for itself as soon as anybody uses a socket; it is counted.
 *
 * <p>Each descriptor's link has to be read, some 4 microseconds each. So that ten thousand of them
 * don't become a load of their own, a dear count is made less often and holds until the next.
 */
public final class SocketCount implements Gauge {
  private static final String OWN = "agent.sockets";
  private static final long SHARE_OF_TIME = 500;
  private static final long LONGEST_HOLD_NANOS = 10_000_000_000L;

  private final OpenFiles files;
  private long countAt = Long.MIN_VALUE;
  private int count = -1;

  public SocketCount(OpenFiles files) {
    this.files = files;
  }

  @Override
  public void read(Reading reading) {
    long start = System.nanoTime();
    if (countAt == Long.MIN_VALUE || start - countAt >= 0) {
      long[] inodes = files.socketInodes();
      count = inodes == null ? -1 : inodes.length;
      long cost = System.nanoTime() - start;
      countAt = start + Math.min(LONGEST_HOLD_NANOS, cost * SHARE_OF_TIME);
    }
    if (count >= 0) {
      reading.put(Metric.SOCKETS, count);
      reading.put(OWN, OwnSockets.count());
    }
  }
}
