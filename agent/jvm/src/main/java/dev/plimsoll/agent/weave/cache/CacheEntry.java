package dev.plimsoll.agent.weave.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a file of the cache holds: magic number, its own name, the woven class, and a checksum of
 * all of it. A file that was cut off, changed, or put under another name is none.
 */
final class CacheEntry {
  private static final int MAGIC = 0x504c_4d01;
  private static final int FRAME = 4 * Integer.BYTES;

  private CacheEntry() {}

  static byte[] pack(String name, byte[] woven) {
    byte[] called = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(FRAME + called.length + woven.length)
            .putInt(MAGIC)
            .putInt(called.length)
            .put(called)
            .putInt(woven.length)
            .put(woven);
    return file.putInt(checksum(file.array(), file.position())).array();
  }

  /** The woven class; null if the file is not what was written under this name. */
  static byte @Nullable [] unpack(String name, byte[] file) {
    byte[] called = name.getBytes(StandardCharsets.UTF_8);
    int at = 2 * Integer.BYTES + called.length;
    ByteBuffer buffer = ByteBuffer.wrap(file);
    if (file.length < FRAME + called.length
        || buffer.getInt(0) != MAGIC
        || buffer.getInt(Integer.BYTES) != called.length
        || !Arrays.equals(file, 2 * Integer.BYTES, at, called, 0, called.length)
        || buffer.getInt(at) != file.length - FRAME - called.length) {
      return null;
    }
    int end = file.length - Integer.BYTES;
    return checksum(file, end) == buffer.getInt(end)
        ? Arrays.copyOfRange(file, at + Integer.BYTES, end)
        : null;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
