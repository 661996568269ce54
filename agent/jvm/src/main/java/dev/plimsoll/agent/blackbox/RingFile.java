package dev.plimsoll.agent.blackbox;

import dev.plimsoll.wire.blackbox.BlackBoxWriter;
import dev.plimsoll.wire.blackbox.Origin;
import dev.plimsoll.wire.blackbox.RingFiles;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A ring on disk, mapped.
 *
 * @param file where it lies
 */
record RingFile(File file, BlackBoxWriter writer) {
  private static final int PIECE = 64 << 10;

  /**
   * Makes it, under another name until it is complete. Without {@code java.nio.file}: this may
   * happen before {@code main}.
   *
   * @throws IOException if there is no room for it, or no right to write there
   */
  static RingFile make(File folder, Origin origin) throws IOException {
    File file = new File(folder, RingFiles.nameOf(origin.identity().run()));
    File unfinished = new File(file.getPath() + RingFiles.UNFINISHED);
    try {
      BlackBoxWriter writer =
          BlackBoxWriter.format(
              map(unfinished),
              origin,
              System.currentTimeMillis(),
              ThreadLocalRandom.current().nextLong());
      if (!unfinished.renameTo(file)) {
        throw new IOException("cannot rename " + unfinished);
      }
      return new RingFile(file, writer);
    } catch (IOException | RuntimeException | Error e) {
      unfinished.delete();
      throw e;
    }
  }

  private static MappedByteBuffer map(File unfinished) throws IOException {
    try (RandomAccessFile ring = new RandomAccessFile(unfinished, "rw")) {
      // The folder is private already; the file may be copied.
      boolean mine =
          unfinished.setReadable(false, false)
              && unfinished.setWritable(false, false)
              && unfinished.setReadable(true, true)
              && unfinished.setWritable(true, true);
      if (!mine) {
        throw new IOException("cannot make private " + unfinished);
      }
      // Each block is asked for now: a disk that is full later would end the process with SIGBUS.
      byte[] zeros = new byte[PIECE];
      for (int at = 0; at < BlackBoxWriter.BYTES; at += PIECE) {
        ring.write(zeros);
      }
      return ring.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, BlackBoxWriter.BYTES);
    }
  }
}
