package dev.plimsoll.heap.graph;

import java.util.Arrays;

/** Longs to ints from 0 up, open addressing: a boxed map would take ten times the memory. */
public final class LongIntMap {
  /** What {@link #get} answers for a key that is not there. */
  public static final int NONE = -1;

  private long[] keys = new long[1024];
  private int[] values = empty(1024);
  private int size;

  /** The value of the key, or {@link #NONE}. */
  public int get(long key) {
    return values[slot(keys, values, key)];
  }

  /**
   * Sets the value of the key.
   *
   * @param value 0 or more
   */
  public void put(long key, int value) {
    if (size * 3 > keys.length * 2) {
      grow();
    }
    int slot = slot(keys, values, key);
    if (values[slot] == NONE) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private static int[] empty(int slots) {
    int[] values = new int[slots];
    Arrays.fill(values, NONE);
    return values;
  }

  private static int slot(long[] keys, int[] values, long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (values[slot] != NONE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] moreKeys = new long[keys.length * 2];
    int[] moreValues = empty(keys.length * 2);
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != NONE) {
        int slot = slot(moreKeys, moreValues, keys[i]);
        moreKeys[slot] = keys[i];
        moreValues[slot] = values[i];
      }
    }
    keys = moreKeys;
    values = moreValues;
  }
}
