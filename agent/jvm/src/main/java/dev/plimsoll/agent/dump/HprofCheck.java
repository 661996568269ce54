package dev.plimsoll.agent.dump;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Whether a file is a heap dump to its end. Walks from record to record, packed or not. */
final class HprofCheck {

  /** What was found. */
  enum Verdict {
    COMPLETE,
    CUT_OFF,
    NO_DUMP
  }

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final String MAGIC = "JAVA PROFILE 1.0.";
  private static final int END = 0x2C;
  private static final int BUFFER = 1 << 16;

  private HprofCheck() {}

  /**
   * Looks at the file.
   *
   * @throws IOException if it cannot be read
   */
  static Verdict check(Path file) throws IOException {
    try (InputStream plain = Files.newInputStream(file)) {
      boolean packed = isGzip(file);
      // A channel's stream skips without reading, which makes gigabytes a matter of milliseconds.
      InputStream in = packed ? new GZIPInputStream(plain, BUFFER) : plain;
      return walk(new DataInputStream(new BufferedInputStream(in, packed ? BUFFER : 64)), file);
    } catch (EOFException e) {
      return Verdict.CUT_OFF;
    } catch (java.util.zip.ZipException e) {
      return Verdict.NO_DUMP;
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (in.read() << 8 | in.read()) == GZIP_MAGIC;
    }
  }

  private static Verdict walk(DataInputStream in, Path file) throws IOException {
    if (!begins(in)) {
      return Files.size(file) < MAGIC.length() ? Verdict.CUT_OFF : Verdict.NO_DUMP;
    }
    in.readFully(new byte[2 + 4 + 8]); // last digit and terminator, size of ids, time
    while (true) {
      int tag = in.read();
      if (tag < 0) {
        return Verdict.CUT_OFF;
      }
      in.readInt(); // microseconds since the header's time
      long length = in.readInt() & 0xFFFF_FFFFL;
      if (tag == END) {
        return Verdict.COMPLETE;
      }
      in.skipNBytes(length);
    }
  }

  private static boolean begins(DataInputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length());
    return new String(start, java.nio.charset.StandardCharsets.US_ASCII).equals(MAGIC);
  }
}
