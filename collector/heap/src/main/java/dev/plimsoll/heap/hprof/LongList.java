package dev.plimsoll.heap.hprof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A long list of longs that grows without copying. */
final class LongList {
  private static final int CHUNK = 1 << 16;

  private final List<long[]> full = new ArrayList<>();
  private long[] last = new long[CHUNK];
  private int used;

  long size() {
    return (long) full.size() * CHUNK + used;
  }

  void add(long value) {
    if (used == CHUNK) {
      full.add(last);
      last = new long[CHUNK];
      used = 0;
    }
    last[used++] = value;
  }

  /** All of it as one array; the list is empty afterwards, so that memory holds it hardly twice. */
  long[] drain() {
    long[] all = new long[Math.toIntExact(size())];
    System.arraycopy(last, 0, all, full.size() * CHUNK, used);
    for (int i = full.size() - 1; i >= 0; i--) {
      System.arraycopy(full.remove(i), 0, all, i * CHUNK, CHUNK);
    }
    Arrays.fill(last, 0);
    used = 0;
    return all;
  }
}
