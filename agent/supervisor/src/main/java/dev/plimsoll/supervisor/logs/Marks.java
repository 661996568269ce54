package dev.plimsoll.supervisor.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far the streams of a run have been read, in a file, for the supervisor that comes after this
 * one. Whoever reads holds its lock, which the kernel opens when he dies.
 */
final class Marks implements AutoCloseable {
  static final String ENDING = ".at";
  private static final int STREAMS = 2;
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MILLIS = 20;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(STREAMS * Long.BYTES);

  private Marks(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    if (channel.size() < buffer.capacity()) {
      // All of it at once: later writes need no space of a disk that may be full by then.
      channel.write(buffer.duplicate(), 0);
    }
    channel.read(buffer.duplicate(), 0);
  }

  /** Null if another supervisor reads these streams. */
  static @Nullable Marks openOrNull(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return new Marks(file, channel);
        }
        // A reader of logs looks for a moment whether anybody has it.
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (OverlappingFileLockException e) {
      // Ours already, and so not to be read a second time.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  long get(int number) {
    return Math.max(0, buffer.getLong(number * Long.BYTES));
  }

  void set(int number, long offset) throws IOException {
    buffer.putLong(number * Long.BYTES, offset);
    channel.write(buffer.duplicate(), 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
