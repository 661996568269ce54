package dev.plimsoll.wire.blackbox;

import java.nio.ByteBuffer;

/**
 * CRC-32 (the polynomial of zlib), begun with the nonce of the ring, so that bytes of another ring
 * or of a text inside a record never pass for a record. A pure function over registers, because
 * {@code java.util.zip.CRC32} is an object with a state, and two threads write without a lock.
 */
final class Checksum {
  private static final int POLYNOMIAL = 0xEDB8_8320;
  private static final int[] TABLE = table();

  private Checksum() {}

  /** The register with which every checksum of a ring begins. */
  static int seed(long nonce) {
    return update(-1, nonce);
  }

  /** Takes in the eight bytes of the number, lowest first. */
  static int update(int register, long value) {
    int next = register;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      next = step(next, (int) (value >>> shift));
    }
    return next;
  }

  static int update(int register, byte[] bytes, int from, int to) {
    int next = register;
    for (int at = from; at < to; at++) {
      next = step(next, bytes[at]);
    }
    return next;
  }

  static int update(int register, ByteBuffer bytes, int from, int to) {
    int next = register;
    for (int at = from; at < to; at++) {
      next = step(next, bytes.get(at));
    }
    return next;
  }

  /** The checksum proper. */
  static int of(int register) {
    return ~register;
  }

  private static int step(int register, int low) {
    return TABLE[(register ^ low) & 0xff] ^ (register >>> Byte.SIZE);
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int index = 0; index < table.length; index++) {
      int register = index;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        register = (register & 1) == 0 ? register >>> 1 : register >>> 1 ^ POLYNOMIAL;
      }
      table[index] = register;
    }
    return table;
  }
}
