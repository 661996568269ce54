package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.guest.OwnSockets;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.proc.OpenFiles;
import dev.plimsoll.agent.proc.SocketRow;
import dev.plimsoll.agent.proc.SocketTables;
import dev.plimsoll.agent.spy.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that no woven class has opened: those of native transports, and those that are older than
 * the weaving. The kernel tells their peers, but not who opened them.
 *
 * <p>Looking costs as many milliseconds as there are hundreds of descriptors, and more for the
 * kernel's tables. So it is done when the number of such sockets has changed, and else once a
 * minute.
 */
public final class UnseenSockets {
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long DEAR_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long SHARE_OF_TIME = 200;
  private static final long NANOS_PER_MS = 1_000_000;
  private static final int EPHEMERAL = 32_768;

  private final HandleTables tables;
  private final OpenFiles files;
  private final SocketTables kernel;
  private final @Nullable Descriptors descriptors = Descriptors.orNull();
  private final Map<Long, Long> since = new HashMap<>();
  private List<SocketRow> found = List.of();
  private boolean looked;
  private boolean unsure;
  private long lookedAt;
  private long cost;
  private long lastDifference;

  /** Has not looked yet. */
  public UnseenSockets(HandleTables tables, OpenFiles files, SocketTables kernel) {
    this.tables = tables;
    this.files = files;
    this.kernel = kernel;
  }

  /**
   * Adds rows for them.
   *
   * @param difference sockets that are open less those in the tables
   * @return how many they are
   */
  long count(long now, long difference, OwnerRows rows) {
    if (descriptors == null) {
      return 0;
    }
    if (isDue(now, difference)) {
      try {
        look(descriptors, now);
      } catch (RuntimeException e) {
        Trouble.count("unseen sockets", e);
      }
      looked = true;
      lookedAt = now;
      lastDifference = difference;
      cost = System.nanoTime() - now;
    }
    Set<Integer> listening =
        found.stream()
            .filter(SocketRow::listens)
            .map(SocketRow::localPort)
            .collect(Collectors.toSet());
    long count = 0;
    for (SocketRow row : found) {
      Long first = since.get(row.inode());
      // What was met once may be a socket that is just being connected.
      if (!row.listens() && first != null && first != lookedAt) {
        Long queued = row.queued() > 0 ? row.queued() : null;
        rows.add(
            Kind.SOCKET, name(row, listening), null, 1, (now - first) / NANOS_PER_MS, null, queued);
        count++;
      }
    }
    return count;
  }

  private boolean isDue(long now, long difference) {
    long elapsed = now - lookedAt;
    boolean changed = unsure || difference != lastDifference;
    return !looked
        || elapsed >= LATE_NANOS
        || (changed && elapsed >= Math.max(SOON_NANOS, Math.min(DEAR_NANOS, cost * SHARE_OF_TIME)));
  }

  private void look(Descriptors numbers, long now) {
    Map<Integer, Long> sockets = files.sockets();
    if (sockets == null) {
      return;
    }
    for (int seen : seen(numbers)) {
      sockets.remove(seen);
    }
    Set<Long> inodes = new HashSet<>(sockets.values());
    since.keySet().retainAll(inodes);
    found = withoutOurs(kernel.rows(inodes));
    unsure = false;
    for (SocketRow row : found) {
      unsure |= since.putIfAbsent(row.inode(), now) == null;
    }
  }

  /** Descriptors of the sockets in the tables. */
  private Set<Integer> seen(Descriptors numbers) {
    Set<Integer> seen = new HashSet<>();
    tables
        .handles()
        .forEach(
            held -> {
              Object socket = held.holder().kind().equals(Kind.SOCKET) ? held.get() : null;
              if (socket != null) {
                seen.add(numbers.of(socket));
              }
            });
    return seen;
  }

  /**
   * Without the agent's own, which are known by their ports, or by their number where they have
   * none; and without the one that the JDK keeps of a pair for closing others.
   */
  private static List<SocketRow> withoutOurs(List<SocketRow> rows) {
    long nameless = OwnSockets.countWithoutPort() + 1L;
    return rows.stream()
        .filter(row -> !(row.protocol().equals("tcp") && OwnSockets.hasPort(row.localPort())))
        .sorted((one, other) -> Long.compare(one.inode(), other.inode()))
        .collect(
            Collectors.teeing(
                Collectors.filtering(row -> !isNameless(row), Collectors.toList()),
                Collectors.filtering(UnseenSockets::isNameless, Collectors.toList()),
                (named, others) -> {
                  named.addAll(others.stream().skip(nameless).toList());
                  return named;
                }));
  }

  private static boolean isNameless(SocketRow row) {
    return row.protocol().equals("unix") && row.peer().isEmpty() && !row.listens();
  }

  private static String name(SocketRow row, Set<Integer> listening) {
    String peer = row.peer().indexOf(':') >= 0 ? "[" + row.peer() + "]" : row.peer();
    return switch (row.protocol()) {
      case "unix" -> row.peer().isEmpty() ? "unix" : "unix:" + row.peer();
      case "udp" ->
          row.peerPort() > 0
              ? "udp " + peer + ":" + row.peerPort()
              : row.localPort() < EPHEMERAL ? "udp :" + row.localPort() : "udp";
      default ->
          listening.contains(row.localPort())
              ? row.peer() + " (accepted)"
              : peer + ":" + row.peerPort();
    };
  }
}
