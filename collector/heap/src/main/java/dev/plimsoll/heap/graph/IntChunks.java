package dev.plimsoll.heap.graph;

import java.util.Arrays;

/** A long list of ints that grows without copying: doubling would need twice the memory. */
final class IntChunks {
  static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private static final int BITS = 16;
  private static final int MASK = (1 << BITS) - 1;

  private int[][] chunks = new int[16][];
  private int size;

  int size() {
    return size;
  }

  int get(int place) {
    return chunks[place >>> BITS][place & MASK];
  }

  void set(int place, int value) {
    chunks[place >>> BITS][place & MASK] = value;
  }

  void add(int value) {
    int chunk = size >>> BITS;
    if ((size & MASK) == 0) {
      if (chunk == chunks.length) {
        chunks = Arrays.copyOf(chunks, chunk * 2);
      }
      chunks[chunk] = new int[MASK + 1];
    }
    chunks[chunk][size & MASK] = value;
    size++;
  }
}
