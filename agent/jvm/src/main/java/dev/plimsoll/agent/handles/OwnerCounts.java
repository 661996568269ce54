package dev.plimsoll.agent.handles;

import dev.plimsoll.wire.reading.Owner;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what each owner holds. */
final class OwnerCounts {
  private static final int MOST = 200;

  private record Key(String kind, String owner) {}

  private static final class Count {
    long count;
    long oldestMs;
  }

  private final String run;
  private final Map<Key, Count> counts = new HashMap<>();
  private long oldestRequestMs = -1;

  OwnerCounts(String run) {
    this.run = run;
  }

  void add(String kind, String owner, long ageMs) {
    Count count = counts.computeIfAbsent(new Key(kind, owner), ignored -> new Count());
    count.count++;
    count.oldestMs = Math.max(count.oldestMs, ageMs);
  }

  void addRequest(String kind, String owner, long ageMs) {
    add(kind, owner, ageMs);
    oldestRequestMs = Math.max(oldestRequestMs, ageMs);
  }

  /** Milliseconds; -1 if there is no request. */
  long oldestRequestMs() {
    return oldestRequestMs;
  }

  /** Biggest first, and only so many: a batch is sent each second. */
  List<Owner> owners() {
    return counts.entrySet().stream()
        .map(
            entry ->
                new Owner(
                    run,
                    entry.getKey().kind(),
                    entry.getKey().owner(),
                    null,
                    entry.getValue().count,
                    entry.getValue().oldestMs))
        .sorted(Comparator.comparingLong(Owner::count).reversed())
        .limit(MOST)
        .toList();
  }
}
