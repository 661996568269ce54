package dev.plimsoll.store.sqlite;

import java.util.Arrays;

/** Bytes that grow: unsigned numbers in groups of seven bits, small ones in one byte. */
final class VarintWriter {
  private byte[] bytes;
  private int length;

  VarintWriter(int expected) {
    bytes = new byte[Math.max(16, expected)];
  }

  void write(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  /** Numbers near zero of either sign stay short. */
  void writeSigned(long number) {
    write((number << 1) ^ (number >> 63));
  }

  void writeDouble(double number) {
    long bits = Double.doubleToLongBits(number);
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((byte) (bits >>> shift));
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void put(byte b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = b;
  }
}
