package dev.plimsoll.supervisor.logs;

import dev.plimsoll.supervisor.spec.LogSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The log files of one instance: {@code 0.log} that is being written, and closed ones such as
 * {@code 0.2026-03-01T12:00:00.123Z.log.gz}, named by the time of their first line.
 */
final class LogFolder {
  private static final String CURRENT = ".log";
  private final Path folder;
  private final int index;
  private final Clock clock;
  private final Pattern closed;
  private @Nullable Packer packer;

  LogFolder(Path folder, int index, Clock clock) {
    this.folder = folder;
    this.index = index;
    this.clock = clock;
    this.closed = Pattern.compile(index + "\\.(\\d{4}-[0-9T:.-]+Z)\\.log(?:\\.gz)?");
  }

  Path current() {
    return folder.resolve(index + CURRENT);
  }

  /** Oldest first; empty if there is no folder either. */
  List<Path> closed() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, index + ".*")) {
      for (Path file : all) {
        if (closed.matcher(String.valueOf(file.getFileName())).matches()) {
          files.add(file);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(files);
    return files;
  }

  /** Of a closed file, the stamp of its first line, which sorts as text. */
  String stampOf(Path file) {
    var matcher = closed.matcher(String.valueOf(file.getFileName()));
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** Time of the first line, epoch milliseconds; of a file without, the given one. */
  long bornAt(Path file, long otherwise) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String first = reader.readLine();
      LogLine line = first == null ? null : LogLine.parse(first);
      return line == null ? otherwise : line.at();
    }
  }

  /**
   * Closes the current file under the name of its time, and removes what is too much or too old.
   */
  void turn(long bornAt, LogSpec spec) throws IOException {
    long at = bornAt;
    while (Files.exists(closedAt(at)) || Files.exists(packed(closedAt(at)))) {
      at++;
    }
    Files.move(current(), closedAt(at));
    List<Path> files = closed();
    long oldest = clock.millis() - spec.age().toMillis();
    for (int position = 0; position < files.size(); position++) {
      if (position < files.size() - spec.keep() || isOlder(files.get(position), oldest)) {
        Files.deleteIfExists(files.get(position));
      }
    }
    pack();
  }

  private static boolean isOlder(Path file, long than) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toMillis() < than;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Path closedAt(long at) {
    return folder.resolve(index + "." + LogLine.stamp(at) + CURRENT);
  }

  static Path packed(Path file) {
    return file.resolveSibling(file.getFileName() + Packer.ENDING);
  }

  private void pack() {
    if (packer == null) {
      packer = new Packer(this, clock);
    }
    packer.wake();
  }

  boolean removeOldest() throws IOException {
    List<Path> files = closed();
    return !files.isEmpty() && Files.deleteIfExists(files.get(0));
  }

  /** Bytes free on its disk; {@code Files.getFileStore} would read all mounts for it. */
  long usableSpace() {
    return folder.toFile().getUsableSpace();
  }
}
