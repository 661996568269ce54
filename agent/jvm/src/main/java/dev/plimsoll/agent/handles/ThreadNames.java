package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.spy.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The application's platform threads, by the pattern of their names. Enumerating them stops
 * nothing, but copies every name, so it is done every few seconds. Virtual threads are in no group.
 */
final class ThreadNames {
  private static final long HOLD_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long NANOS_PER_MS = 1_000_000;
  private static final int SPARE = 64;
  private static final int MOST_PATTERNS = 500;

  private final ThreadGroup root = root();
  private final Map<String, Long> since = new HashMap<>();
  private Map<String, Integer> counts = Map.of();
  private long countedAt;

  /** Adds a row for each pattern, as old as the time for which threads of it have been seen. */
  void count(long now, OwnerRows rows) {
    if (counts.isEmpty() || now - countedAt >= HOLD_NANOS) {
      counts = enumerate();
      countedAt = now;
      since.keySet().retainAll(counts.keySet());
    }
    counts.forEach(
        (pattern, count) ->
            rows.add(
                Kind.THREAD,
                pattern,
                null,
                count,
                (now - since.computeIfAbsent(pattern, ignored -> now)) / NANOS_PER_MS));
  }

  private Map<String, Integer> enumerate() {
    Thread[] threads = new Thread[root.activeCount() + SPARE];
    int length = root.enumerate(threads, true);
    Map<String, Integer> found = new HashMap<>();
    for (int i = 0; i < length; i++) {
      if (!(threads[i] instanceof AgentThread)) {
        String pattern =
            found.size() < MOST_PATTERNS ? pattern(threads[i].getName()) : Holders.OTHER;
        found.merge(pattern, 1, Integer::sum);
      }
    }
    return found;
  }

  /**
   * {@code http-nio-8080-exec-12} is {@code http-nio-8080-exec-*}, {@code pool-3-thread-1} is
   * {@code pool-*-thread-*}: numbers become a star, but one of four or five digits that is not the
   * last is likely a port.
   */
  static String pattern(String name) {
    StringBuilder pattern = new StringBuilder(name.length());
    int at = 0;
    while (at < name.length()) {
      int end = at;
      while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
        end++;
      }
      if (end == at) {
        pattern.append(name.charAt(at++));
      } else {
        boolean port = (end - at == 4 || end - at == 5) && hasDigit(name, end);
        pattern.append(port ? name.substring(at, end) : "*");
        at = end;
      }
    }
    return pattern.toString();
  }

  private static boolean hasDigit(String name, int from) {
    for (int i = from; i < name.length(); i++) {
      if (name.charAt(i) >= '0' && name.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
