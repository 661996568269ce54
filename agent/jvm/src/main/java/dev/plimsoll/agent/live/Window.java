package dev.plimsoll.agent.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** After-collection values of a stretch of time, oldest first; bounded, forgetting the oldest. */
final class Window {
  private static final int LIMIT = 512;

  private record Value(long after, long at) {}

  private final Deque<Value> values = new ArrayDeque<>();

  void add(long after, long at) {
    if (values.size() == LIMIT) {
      values.removeFirst();
    }
    values.addLast(new Value(after, at));
  }

  void clear() {
    values.clear();
  }

  int size() {
    return values.size();
  }

  /** Instant of the oldest value; 0 if there is none. */
  long oldestAt() {
    return values.isEmpty() ? 0 : values.getFirst().at();
  }

  /** Instant of the newest value; 0 if there is none. */
  long newestAt() {
    return values.isEmpty() ? 0 : values.getLast().at();
  }

  /** The least value after that instant, or {@link LiveHeap#UNKNOWN}. */
  long leastSince(long at) {
    long least = Long.MAX_VALUE;
    for (Value value : values) {
      if (value.at() > at) {
        least = Math.min(least, value.after());
      }
    }
    return least == Long.MAX_VALUE ? LiveHeap.UNKNOWN : least;
  }

  int countSince(long at) {
    int count = 0;
    for (Value value : values) {
      if (value.at() > at) {
        count++;
      }
    }
    return count;
  }

  /** The least of the last {@code count} values and of all not older than {@code span} ms. */
  long leastOfRecent(int count, long span) {
    if (values.isEmpty()) {
      return LiveHeap.UNKNOWN;
    }
    long newest = values.getLast().at();
    long least = Long.MAX_VALUE;
    int seen = 0;
    for (Iterator<Value> newestFirst = values.descendingIterator(); newestFirst.hasNext(); ) {
      Value value = newestFirst.next();
      if (++seen > count && newest - value.at() > span) {
        break;
      }
      least = Math.min(least, value.after());
    }
    return least;
  }

  void forgetUntil(long at) {
    while (!values.isEmpty() && values.getFirst().at() <= at) {
      values.removeFirst();
    }
  }
}
