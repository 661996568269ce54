package dev.plimsoll.agent.handles;

import dev.plimsoll.wire.reading.Latency;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How long requests took lately: the current minute and the one before. Eight buckets of 8.2
 * microseconds, then eight to each doubling up to 4.9 hours, so a quantile is at most 12.5 % too
 * high; nothing is allocated for a request.
 */
final class Latencies {
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int UNIT_SHIFT = 13;
  private static final int SUB_BITS = 3;
  private static final int SUB = 1 << SUB_BITS;
  private static final int OCTAVES = 28;
  private static final int BUCKETS = SUB * (OCTAVES + 1);
  private static final double NANOS_PER_MS = 1e6;

  private static final class Window {
    final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);
    final AtomicLong longest = new AtomicLong();
  }

  private static final Window NONE = new Window();

  private volatile Window current = new Window();
  private volatile @Nullable Window before;
  private long turnedAt = System.nanoTime();

  void add(long nanos) {
    Window window = current;
    window.counts.getAndIncrement(bucket(nanos));
    if (nanos > window.longest.get()) {
      window.longest.accumulateAndGet(nanos, Math::max);
    }
  }

  /** Null if there was none in the last minute or two. One thread may ask. */
  @Nullable Latency recent(long now) {
    turn(now);
    Window first = current;
    Window second = before == null ? NONE : before;
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += first.counts.get(i) + second.counts.get(i);
    }
    if (total == 0) {
      return null;
    }
    long longest = Math.max(first.longest.get(), second.longest.get());
    return new Latency(
        Math.min(quantile(first, second, total, 0.5), longest) / NANOS_PER_MS,
        Math.min(quantile(first, second, total, 0.99), longest) / NANOS_PER_MS,
        longest / NANOS_PER_MS);
  }

  private void turn(long now) {
    if (now - turnedAt >= WINDOW_NANOS) {
      before = now - turnedAt < 2 * WINDOW_NANOS ? current : null;
      current = new Window();
      turnedAt = now;
    }
  }

  /** Upper end of the bucket that the quantile falls into, nanoseconds. */
  private static long quantile(Window first, Window second, long total, double share) {
    long rank = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += first.counts.get(i) + second.counts.get(i);
      if (seen >= rank) {
        return upperEnd(i);
      }
    }
    return upperEnd(BUCKETS - 1);
  }

  static int bucket(long nanos) {
    long units = Math.max(0, nanos) >>> UNIT_SHIFT;
    if (units < SUB) {
      return (int) units;
    }
    int octave = 63 - Long.numberOfLeadingZeros(units) - SUB_BITS;
    int sub = (int) (units >>> octave) - SUB;
    return Math.min(BUCKETS - 1, SUB * (octave + 1) + sub);
  }

  static long upperEnd(int bucket) {
    if (bucket < SUB) {
      return (bucket + 1L) << UNIT_SHIFT;
    }
    int octave = bucket / SUB - 1;
    return (SUB + bucket % SUB + 1L) << (octave + UNIT_SHIFT);
  }
}
