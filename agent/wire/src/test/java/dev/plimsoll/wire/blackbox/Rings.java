package dev.plimsoll.wire.blackbox;

import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rings to test with. */
final class Rings {
  static final long CREATED = 1_700_000_000_000L;
  static final Origin ORIGIN =
      new Origin(
          new Identity(
              "run-1",
              "push",
              "push/0",
              4711,
              "höst",
              "jvm",
              "17.0.15",
              CREATED - 5_000,
              "supervisor-1",
              Lines.DEFAULT),
          "http://127.0.0.1:7070",
          "pid:[4026531836]");

  private Rings() {}

  static ByteBuffer buffer() {
    return ByteBuffer.allocate(BlackBoxWriter.BYTES);
  }

  static BlackBoxWriter writer(ByteBuffer buffer) {
    return BlackBoxWriter.format(buffer, ORIGIN, CREATED, 0x1234_5678_9ABC_DEFL);
  }

  static Map<String, Double> metrics(int count, double value) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      metrics.put("metric." + i, value + i);
    }
    return metrics;
  }
}
