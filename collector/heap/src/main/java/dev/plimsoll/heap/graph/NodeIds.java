package dev.plimsoll.heap.graph;

import java.util.Arrays;

/**
 * The ids that objects have in the dump, ascending; the place of an id is the object's node number.
 *
 * <p>Ids of a JVM are aligned addresses close together, so they are kept as 32-bit multiples of
 * their alignment above the lowest one wherever they fit (heaps up to 32 GB at least), else as
 * longs.
 */
public abstract sealed class NodeIds {
  /** What {@link #find} answers for an id that no object has. */
  public static final int NONE = -1;

  private NodeIds() {}

  /**
   * Numbers the ids.
   *
   * @param ids any order, may hold an id twice; sorted in place
   * @return the distinct ids
   */
  public static NodeIds of(long[] ids) {
    Arrays.sort(ids);
    int count = dropDuplicates(ids);
    if (count == 0) {
      return new Wide(new long[0]);
    }
    long base = ids[0];
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= ids[i] - base;
    }
    int shift = bits == 0 ? 0 : Long.numberOfTrailingZeros(bits);
    long highest = ids[count - 1] - base;
    if (highest < 0 || highest >>> shift > 0xFFFF_FFFFL) {
      return new Wide(count == ids.length ? ids : Arrays.copyOf(ids, count));
    }
    return new Narrow(base, shift, narrowed(ids, count, base, shift));
  }

  /** How many ids there are. */
  public abstract int count();

  /** The id of a node. */
  public abstract long at(int node);

  /** The node with this id, or {@link #NONE}. */
  public abstract int find(long id);

  private static int dropDuplicates(long[] sorted) {
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    return kept;
  }

  private static int[] narrowed(long[] ids, int count, long base, int shift) {
    int[] keys = new int[count];
    for (int i = 0; i < count; i++) {
      keys[i] = Narrow.key((ids[i] - base) >>> shift);
    }
    return keys;
  }

  private static final class Narrow extends NodeIds {
    private final long base;
    private final int shift;
    private final int[] keys;

    Narrow(long base, int shift, int[] keys) {
      this.base = base;
      this.shift = shift;
      this.keys = keys;
    }

    /** Moves 0..2^32-1 to the range of int, so that signed comparison keeps the order. */
    static int key(long multiple) {
      return (int) (multiple + Integer.MIN_VALUE);
    }

    @Override
    public int count() {
      return keys.length;
    }

    @Override
    public long at(int node) {
      return base + (((long) keys[node] - Integer.MIN_VALUE) << shift);
    }

    @Override
    public int find(long id) {
      long above = id - base;
      long multiple = above >>> shift;
      if (above < 0 || multiple > 0xFFFF_FFFFL || multiple << shift != above) {
        return NONE;
      }
      int place = Arrays.binarySearch(keys, key(multiple));
      return place < 0 ? NONE : place;
    }
  }

  private static final class Wide extends NodeIds {
    private final long[] ids;

    Wide(long[] ids) {
      this.ids = ids;
    }

    @Override
    public int count() {
      return ids.length;
    }

    @Override
    public long at(int node) {
      return ids[node];
    }

    @Override
    public int find(long id) {
      int place = Arrays.binarySearch(ids, id);
      return place < 0 ? NONE : place;
    }
  }
}
