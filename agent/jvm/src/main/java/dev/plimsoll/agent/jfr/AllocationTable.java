package dev.plimsoll.agent.jfr;

import dev.plimsoll.wire.reading.Owner;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes allocated by class and frame, of the half minute that runs and the one before it. Bounded:
 * beyond the limit new pairs are counted as one.
 */
final class AllocationTable {
  static final String OTHER = "other";
  private static final int MOST_PAIRS = 500;
  private static final int MOST_ROWS = 20;
  private static final long HALF_MS = 30_000;
  private static final double MS_PER_SECOND = 1e3;

  private record Key(String type, @Nullable String frame) {}

  private static final class Sum {
    long samples;
    long bytes;
  }

  private Map<Key, Sum> current = new HashMap<>();
  private Map<Key, Sum> before = new HashMap<>();
  private long currentSince;
  private long beforeSince;

  AllocationTable(long nowMs) {
    this.currentSince = nowMs;
    this.beforeSince = nowMs;
  }

  synchronized void add(String type, @Nullable String frame, long bytes) {
    Key key = new Key(type, frame);
    if (current.size() >= MOST_PAIRS && !current.containsKey(key)) {
      key = new Key(OTHER, null);
    }
    Sum sum = current.computeIfAbsent(key, ignored -> new Sum());
    sum.samples++;
    sum.bytes += bytes;
  }

  /**
   * The biggest, as owners of kind {@code alloc-class}: bytes a second since the older half minute
   * began, and how many samples say so.
   */
  synchronized List<Owner> rows(String run, long nowMs) {
    turn(nowMs);
    Map<Key, Sum> both = new HashMap<>();
    merge(before, both);
    merge(current, both);
    double seconds = Math.max(1, (nowMs - beforeSince) / MS_PER_SECOND);
    return both.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().bytes))
        .limit(MOST_ROWS)
        .map(
            entry ->
                Owner.sized(
                    run,
                    "alloc-class",
                    entry.getKey().type(),
                    entry.getKey().frame(),
                    entry.getValue().samples,
                    Math.round(entry.getValue().bytes / seconds)))
        .toList();
  }

  synchronized void clear(long nowMs) {
    current.clear();
    before.clear();
    currentSince = nowMs;
    beforeSince = nowMs;
  }

  private void turn(long nowMs) {
    long age = nowMs - currentSince;
    if (age < HALF_MS) {
      return;
    }
    before = age < 2 * HALF_MS ? current : new HashMap<>();
    beforeSince = age < 2 * HALF_MS ? currentSince : nowMs;
    current = new HashMap<>();
    currentSince = nowMs;
  }

  private static void merge(Map<Key, Sum> from, Map<Key, Sum> into) {
    from.forEach(
        (key, sum) -> {
          Sum total = into.computeIfAbsent(key, ignored -> new Sum());
          total.samples += sum.samples;
          total.bytes += sum.bytes;
        });
  }
}
