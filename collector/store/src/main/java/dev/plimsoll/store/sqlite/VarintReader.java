package dev.plimsoll.store.sqlite;

/** Reads what {@link VarintWriter} wrote. */
final class VarintReader {
  private final byte[] bytes;
  private int position;

  VarintReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return position < bytes.length;
  }

  long read() {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[position++];
      number |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return number;
      }
    }
  }

  long readSigned() {
    long zigzag = read();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  double readDouble() {
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = bits << 8 | (bytes[position++] & 0xFF);
    }
    return Double.longBitsToDouble(bits);
  }
}
