package dev.plimsoll.heap.dominators;

import java.util.Arrays;

/** Instead of recursion: a heap may hold a linked list of millions. */
final class IntStack {
  private int[] values = new int[1024];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void push(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  int pop() {
    return values[--size];
  }
}
