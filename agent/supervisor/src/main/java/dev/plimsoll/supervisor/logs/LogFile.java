package dev.plimsoll.supervisor.logs;

import dev.plimsoll.supervisor.spec.LogSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The log of one instance, closed and begun anew by size and age. A disk without room costs the
 * log, never the process: what cannot be written is counted and told.
 */
final class LogFile {
  private static final Duration DAY = Duration.ofDays(1);
  private static final long LOOK_NANOS = 1_000_000_000L;
  private static final long LOOK_BYTES = 4 << 20;
  private static final long RETRY_NANOS = 5_000_000_000L;

  /** So much is left to others, who may need it more than a log does. */
  private static final long LEAST_FREE = 64 << 20;

  private final String instance;
  private final LogFolder folder;
  private final LogSpec spec;
  private final Clock clock;
  private final Consumer<String> console;
  private @Nullable FileChannel channel;
  private @Nullable Object key;
  private long size;
  private long bornAt;
  private long lookedAt;
  private long sinceLook;
  private long failedAt;
  private long lost;

  LogFile(String instance, LogFolder folder, LogSpec spec, Clock clock, Consumer<String> console) {
    this.instance = instance;
    this.folder = folder;
    this.spec = spec;
    this.clock = clock;
    this.console = console;
  }

  /** Never fails: see {@link #lost}. */
  synchronized void append(byte[] records, int count) {
    if (lost > 0 && System.nanoTime() - failedAt < RETRY_NANOS) {
      lost += count;
      return;
    }
    try {
      FileChannel open = open(count);
      ByteBuffer bytes = ByteBuffer.wrap(records, 0, count);
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
      size += count;
      sinceLook += count;
      if (lost > 0) {
        say("is being written again; %d KiB are missing in it".formatted(lost / 1024));
        lost = 0;
      }
    } catch (IOException e) {
      failedAt = System.nanoTime();
      if (lost == 0) {
        say("cannot be written, the process goes on without: " + reason(e));
      }
      lost += count;
      closeQuietly();
    }
  }

  private FileChannel open(int count) throws IOException {
    FileChannel open = channel;
    long now = System.nanoTime();
    if (open == null || now - lookedAt > LOOK_NANOS || sinceLook > LOOK_BYTES) {
      lookedAt = now;
      sinceLook = 0;
      seeThatThereIsRoom();
      if (open == null || !isStillThere()) {
        closeQuietly();
        open = reopen();
      }
    }
    if (size > 0 && (size + count > spec.size() || isOld())) {
      closeQuietly();
      folder.turn(bornAt, spec);
      open = reopen();
    }
    return open;
  }

  private boolean isOld() {
    Duration limit = spec.age().compareTo(DAY) < 0 ? spec.age() : DAY;
    return clock.millis() - bornAt > limit.toMillis();
  }

  private FileChannel reopen() throws IOException {
    FileChannel open =
        FileChannel.open(
            folder.current(),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    channel = open;
    size = open.size();
    key = keyOrNull();
    bornAt = size == 0 ? clock.millis() : folder.bornAt(folder.current(), clock.millis());
    return open;
  }

  /** Somebody may have moved or removed it. */
  private boolean isStillThere() throws IOException {
    return key != null && key.equals(keyOrNull());
  }

  private @Nullable Object keyOrNull() throws IOException {
    try {
      return Files.readAttributes(folder.current(), BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void seeThatThereIsRoom() throws IOException {
    while (folder.usableSpace() < LEAST_FREE) {
      if (!folder.removeOldest()) {
        throw new IOException(
            "less than %d MiB are free on the disk of %s"
                .formatted(LEAST_FREE >> 20, folder.current().getParent()));
      }
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  void say(String what) {
    console.accept("the log of " + instance + " " + what + ".");
  }

  private void closeQuietly() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // What the disk had no room for has been told by the write.
    }
    channel = null;
  }

  synchronized void close() {
    closeQuietly();
  }
}
