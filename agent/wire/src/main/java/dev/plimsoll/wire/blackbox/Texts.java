package dev.plimsoll.wire.blackbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Short texts at fixed places: checksum of what follows, length, UTF-8. */
final class Texts {
  private static final int LENGTH = 4;
  private static final int TEXT = 8;

  private Texts() {}

  /** False, and nothing written, if it takes more bytes than the limit. */
  static boolean put(ByteBuffer ring, int offset, int limit, String text, int seed) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > limit) {
      return false;
    }
    ring.putInt(offset + LENGTH, bytes.length);
    ring.put(offset + TEXT, bytes);
    ring.putInt(offset, checksum(ring, offset, bytes.length, seed));
    return true;
  }

  /** Null where nothing was written, or not to its end. */
  static @Nullable String get(ByteBuffer ring, int offset, int limit, int seed) {
    int length = ring.getInt(offset + LENGTH);
    if (length <= 0
        || length > limit
        || ring.getInt(offset) != checksum(ring, offset, length, seed)) {
      return null;
    }
    byte[] bytes = new byte[length];
    ring.get(offset + TEXT, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int checksum(ByteBuffer ring, int offset, int length, int seed) {
    return Checksum.of(Checksum.update(seed, ring, offset + LENGTH, offset + TEXT + length));
  }
}
