package dev.plimsoll.server.dumps;

import dev.plimsoll.store.DumpRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/** Where dumps and their summaries lie. They hold what users typed, so only the owner may look. */
final class DumpFiles {
  private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  private final Path directory;

  DumpFiles(Path dataDirectory) {
    directory = dataDirectory.resolve("dumps");
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
  }

  /** Whether the id is fit to be a file name. */
  static boolean isId(String id) {
    return SAFE_ID.matcher(id).matches();
  }

  static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  Path part(String id) {
    return directory.resolve(id + ".part");
  }

  Path dump(DumpRecord dump) {
    return directory.resolve(dump.id() + "." + dump.format());
  }

  Path summary(String id) {
    return directory.resolve(id + ".summary.json");
  }

  /** Somewhere to write what is not finished. */
  Path scratch(String suffix) throws IOException {
    return Files.createTempFile(directory, "analysis-", suffix);
  }

  long freeBytes() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  long size(DumpRecord dump) {
    try {
      Path file = dump(dump);
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Bytes that have arrived, from the start of the file. */
  long received(DumpRecord dump) {
    try {
      Path part = part(dump.id());
      return Files.exists(part) ? Files.size(part) : size(dump);
    } catch (IOException e) {
      return 0;
    }
  }

  void delete(DumpRecord dump) throws IOException {
    Files.deleteIfExists(part(dump.id()));
    Files.deleteIfExists(dump(dump));
    Files.deleteIfExists(summary(dump.id()));
  }
}
