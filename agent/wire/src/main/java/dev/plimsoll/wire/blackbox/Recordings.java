package dev.plimsoll.wire.blackbox;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps what Flight Recorder had on disk when a process died. The last chunks become one recording
 * beside the rings; of those the newest few stay.
 *
 * <p>A chunk of a dead process is marked as still being written, and on newer JDKs nothing but the
 * streaming reader accepts it; so it is cut where its header says that it ends, and the mark is
 * cleared.
 */
public final class Recordings {
  private static final String PREFIX = "recording-";
  private static final String CHUNK = ".jfr";
  private static final String KEPT_CHUNKS = ".kept";
  private static final int CHUNKS = 3;
  private static final long MOST_BYTES = 16 << 20;
  private static final int KEPT = 3;

  /** {@code FLR\0}, then version, size (big endian, at 8), and at 64 the state of the chunk. */
  private static final int MAGIC = 0x464C5200;

  private static final int SIZE_AT = 8;
  private static final int STATE_AT = 64;
  private static final int HEADER_BYTES = 68;

  private Recordings() {}

  /**
   * Makes a recording of the last chunks of a dead run.
   *
   * @param repository where its Flight Recorder kept them
   * @param folder where the recording goes
   * @param run UUID of the run
   * @return the recording; empty if there was no readable chunk
   */
  public static Optional<Path> adopt(Path repository, Path folder, String run) throws IOException {
    List<Path> chunks = lastChunks(repository);
    if (chunks.isEmpty()) {
      return Optional.empty();
    }
    Path recording = folder.resolve(PREFIX + run + CHUNK);
    boolean any = false;
    try (FileChannel out =
        FileChannel.open(
            recording,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      for (Path chunk : chunks) {
        any |= append(chunk, out);
      }
    }
    if (!any) {
      Files.delete(recording);
      return Optional.empty();
    }
    prune(folder);
    return Optional.of(recording);
  }

  /**
   * Where chunks of that repository have second names, by which they are found after an exit at
   * which the recorder has deleted them.
   */
  public static Path keptFrom(Path repository) {
    return repository.resolveSibling(repository.getFileName() + KEPT_CHUNKS);
  }

  /**
   * Removes the repository of a dead process, if it lies in the folder that Plimsoll gave it; any
   * other may hold recordings that somebody else wants.
   */
  public static void discard(Path repository, Path folder) throws IOException {
    Path inside = repository.toAbsolutePath().normalize();
    if (inside.startsWith(folder.toAbsolutePath().normalize())) {
      empty(inside);
      empty(keptFrom(inside));
    }
  }

  private static void empty(Path repository) throws IOException {
    for (Path chunk : chunks(repository)) {
      Files.deleteIfExists(chunk);
    }
    Files.deleteIfExists(repository);
  }

  /** Oldest first: names of chunks are times. */
  private static List<Path> lastChunks(Path repository) throws IOException {
    Map<String, Path> byName = new TreeMap<>();
    for (Path folder : List.of(keptFrom(repository), repository)) {
      for (Path chunk : chunks(folder)) {
        byName.put(chunk.getFileName().toString(), chunk);
      }
    }
    List<Path> chunks = List.copyOf(byName.values());
    long bytes = 0;
    int from = chunks.size();
    while (from > 0 && chunks.size() - from < CHUNKS) {
      bytes += Files.size(chunks.get(from - 1));
      if (bytes > MOST_BYTES) {
        break;
      }
      from--;
    }
    return chunks.subList(from, chunks.size());
  }

  private static List<Path> chunks(Path folder) throws IOException {
    List<Path> chunks = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + CHUNK)) {
        files.forEach(chunks::add);
      }
    }
    return chunks;
  }

  private static boolean append(Path chunk, FileChannel out) throws IOException {
    try (FileChannel in = FileChannel.open(chunk, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.BIG_ENDIAN);
      if (in.read(header, 0) < HEADER_BYTES || header.getInt(0) != MAGIC) {
        return false;
      }
      long size = header.getLong(SIZE_AT);
      if (size <= HEADER_BYTES || size > in.size()) {
        return false;
      }
      long start = out.position();
      long copied = 0;
      while (copied < size) {
        long some = in.transferTo(copied, size - copied, out);
        if (some <= 0) {
          throw new EOFException(chunk + " has become shorter");
        }
        copied += some;
      }
      out.write(ByteBuffer.wrap(new byte[] {0}), start + STATE_AT);
      out.position(start + size);
      return true;
    }
  }

  private static void prune(Path folder) throws IOException {
    List<Path> recordings = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + CHUNK)) {
      files.forEach(recordings::add);
    }
    recordings.sort(Comparator.comparing(Recordings::age));
    for (int old = 0; old < recordings.size() - KEPT; old++) {
      Files.deleteIfExists(recordings.get(old));
    }
  }

  private static long age(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
