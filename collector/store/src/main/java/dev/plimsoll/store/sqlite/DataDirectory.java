package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.StoreException;
import dev.plimsoll.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory that belongs to one collector at a time. The lock is the kernel's, so it ends with
 * the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {
  private static final String ADVICE = "; choose another with --data";

  private final Path directory;
  private final FileChannel lockFile;

  private DataDirectory(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  static DataDirectory take(Path directory) {
    try {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw unusable("the data directory " + directory + " is not a directory" + ADVICE, null);
      }
      createForOwner(directory);
      return lock(directory);
    } catch (IOException e) {
      throw unusable("the data directory " + directory + " cannot be written" + ADVICE, e);
    }
  }

  Path database() {
    return directory.resolve("plimsoll.db");
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw unusable("the lock of " + directory + " cannot be released", e);
    }
  }

  /** Log lines and peer addresses are nobody else's business. */
  private static void createForOwner(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var ownerOnly = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
    } else {
      Files.createDirectories(directory);
    }
  }

  private static DataDirectory lock(Path directory) throws IOException {
    Path file = directory.resolve("plimsoll.lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw unusable(
          "another collector" + holder(file) + " uses the data directory " + directory + ADVICE,
          null);
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    return new DataDirectory(directory, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static String holder(Path file) {
    try {
      String pid = Files.readString(file).strip();
      return pid.isEmpty() ? "" : " (pid " + pid + ")";
    } catch (IOException e) {
      return "";
    }
  }

  private static StoreException unusable(String message, @Nullable Throwable cause) {
    return new StoreException(Kind.UNUSABLE_DIRECTORY, message, cause);
  }
}
