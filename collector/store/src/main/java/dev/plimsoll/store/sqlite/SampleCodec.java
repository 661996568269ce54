package dev.plimsoll.store.sqlite;

import java.util.SortedMap;

/**
 * The readings of one sample as bytes: for each metric, by rising id, the step from the id before
 * with one bit that tells how its value is written, then the value. Most readings are whole numbers
 * of bytes or milliseconds and take as many bytes as they need; the rest are doubles.
 */
final class SampleCodec {
  private static final double LARGEST_WHOLE = 1L << 53;

  /** Sees the readings of a sample one by one. */
  interface Visitor {
    void reading(int metric, double value);
  }

  private SampleCodec() {}

  static byte[] encode(SortedMap<Integer, Double> readings) {
    VarintWriter out = new VarintWriter(readings.size() * 6);
    int previous = 0;
    for (var reading : readings.entrySet()) {
      double value = reading.getValue();
      boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
      out.write((long) (reading.getKey() - previous) << 1 | (whole ? 0 : 1));
      if (whole) {
        out.writeSigned((long) value);
      } else {
        out.writeDouble(value);
      }
      previous = reading.getKey();
    }
    return out.toBytes();
  }

  static void decode(byte[] bytes, Visitor visitor) {
    VarintReader in = new VarintReader(bytes);
    int metric = 0;
    while (in.hasMore()) {
      long head = in.read();
      metric += (int) (head >>> 1);
      visitor.reading(metric, (head & 1) == 0 ? in.readSigned() : in.readDouble());
    }
  }
}
