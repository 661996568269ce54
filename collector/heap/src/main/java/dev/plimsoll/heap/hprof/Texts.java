package dev.plimsoll.heap.hprof;

import dev.plimsoll.heap.graph.LongIntMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a dump by id. A dump names its texts before it says what they are for, so all are
 * kept until the classes are known: as bytes, side by side.
 */
final class Texts {
  private final LongIntMap places = new LongIntMap();
  private byte[] pool = new byte[1 << 16];
  private int[] ends = new int[1024];
  private int count;

  void add(long id, byte[] text) {
    int start = count == 0 ? 0 : ends[count - 1];
    int end = Math.addExact(start, text.length);
    if (end > pool.length) {
      pool =
          Arrays.copyOf(
              pool, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, pool.length * 2L)));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    System.arraycopy(text, 0, pool, start, text.length);
    ends[count] = end;
    places.put(id, count);
    count++;
  }

  /** The text with this id; null if the dump has none. */
  @Nullable String get(long id) {
    int place = places.get(id);
    if (place == LongIntMap.NONE) {
      return null;
    }
    int start = place == 0 ? 0 : ends[place - 1];
    return HprofParser.decode(pool, start, ends[place] - start);
  }
}
