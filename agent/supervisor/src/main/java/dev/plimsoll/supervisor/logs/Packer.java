package dev.plimsoll.supervisor.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.zip.GZIPOutputStream;

/** Packs closed log files, on a thread that lives as long as there is one to pack. */
final class Packer {
  static final String ENDING = ".gz";

  /** A file that filled up sooner is soon removed as well: to pack it would only burn time. */
  private static final long WORTH_MILLIS = 30_000;

  private final LogFolder folder;
  private final Clock clock;
  private boolean working;

  Packer(LogFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  synchronized void wake() {
    if (!working) {
      working = true;
      Thread thread = new Thread(this::work, "plimsoll-pack");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void work() {
    try {
      for (Path file : folder.closed()) {
        if (!file.toString().endsWith(ENDING) && isWorthIt(file)) {
          pack(file);
        }
      }
    } catch (IOException e) {
      // Removed meanwhile, or no room for it: the plain file serves as well.
    } finally {
      rest();
    }
  }

  private synchronized void rest() {
    working = false;
  }

  private boolean isWorthIt(Path file) throws IOException {
    long end = Files.getLastModifiedTime(file).toMillis();
    return end - folder.bornAt(file, clock.millis()) > WORTH_MILLIS;
  }

  private static void pack(Path file) throws IOException {
    Path packed = LogFolder.packed(file);
    Path part = packed.resolveSibling(packed.getFileName() + ".part");
    FileTime time = Files.getLastModifiedTime(file);
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (InputStream plain = Files.newInputStream(file);
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
      plain.transferTo(out);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.setLastModifiedTime(part, time);
    Files.move(part, packed, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(file);
  }
}
