package dev.plimsoll.supervisor.logs;

import java.nio.ByteBuffer;

/** The buffers through which all output goes, one piece at a time. */
final class Pieces {
  private static final int PIECE = 128 * 1024;
  private final byte[] array = new byte[PIECE];

  /** Direct, since the JDK would keep a direct one for each thread that reads into a heap one. */
  private final ByteBuffer direct = ByteBuffer.allocateDirect(PIECE);

  private final Records records = new Records();

  ByteBuffer emptyBuffer() {
    return direct.clear();
  }

  /** What was read into the buffer. */
  byte[] array() {
    direct.flip();
    direct.get(array, 0, direct.limit());
    return array;
  }

  Records records() {
    return records;
  }
}
