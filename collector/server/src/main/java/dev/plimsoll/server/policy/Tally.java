package dev.plimsoll.server.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** What was done when, by name, over the last hour. */
final class Tally {
  private static final long HOUR_MS = 3_600_000;

  private final Map<String, Deque<Long>> times = new HashMap<>();

  void add(String name, long at) {
    times.computeIfAbsent(name, unused -> new ArrayDeque<>()).addLast(at);
  }

  int lastHour(String name, long now) {
    Deque<Long> done = times.get(name);
    if (done == null) {
      return 0;
    }
    while (!done.isEmpty() && done.peekFirst() <= now - HOUR_MS) {
      done.removeFirst();
    }
    if (done.isEmpty()) {
      times.remove(name);
    }
    return done.size();
  }

  /** Whether it was done within the last so many milliseconds. */
  boolean within(String name, long ms, long now) {
    Deque<Long> done = times.get(name);
    return done != null && !done.isEmpty() && now - done.getLast() < ms;
  }
}
