package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.guest.Trouble;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Flight Recorder keeps its chunks while we are the one who starts it: a folder for each
 * process, {@code jfr/NAMESPACE-PID}, so that what a dead one left can be told from what a living
 * one writes.
 *
 * <p>Looked at before anything of the recorder is touched, because it is no good at failing: it
 * aborts the JVM when it can't create a chunk ({@code jdk.jfr.internal.Repository.newChunk}), and
 * prints to the application's output when it can't start.
 */
public final class Repositories {
  private static final long ROOM = 64L << 20;

  /** Whoever wants to read what a dead process left has this long. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private static final Path SELF = Path.of("/proc/self");

  private final Path folder;
  private final String namespace;
  private final long pid;
  private final boolean adopted;

  /**
   * Nothing created yet.
   *
   * @param state folder of the instance; null for a private one under the temporary folder
   * @param supervised whether a supervisor sees to what is left after the exit
   */
  public static Repositories in(@Nullable String state, boolean supervised) {
    Path base =
        state != null
            ? Path.of(state)
            : Path.of(
                System.getProperty("java.io.tmpdir", "/tmp"),
                "plimsoll-" + System.getProperty("user.name", "user"));
    return new Repositories(
        base.resolve("jfr"), namespace(), ProcessHandle.current().pid(), supervised);
  }

  Repositories(Path folder, String namespace, long pid, boolean adopted) {
    this.folder = folder;
    this.namespace = namespace;
    this.pid = pid;
    this.adopted = adopted;
  }

  /** Whether a supervisor sees to what is left after the exit. */
  boolean areAdopted() {
    return adopted;
  }

  Path own() {
    return folder.resolve(namespace + "-" + pid);
  }

  /**
   * Makes our folder and removes what dead processes left; null if it can't be had or there is too
   * little room.
   */
  @Nullable Path prepare() {
    try {
      Path own = own();
      Files.createDirectories(
          own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (!Files.getOwner(own).equals(Files.getOwner(SELF)) || !hasRoom(own)) {
        return null;
      }
      removeOrphans(Instant.now());
      // Comes after the recorder's own shutdown hook, which empties it.
      own.toFile().deleteOnExit();
      return own;
    } catch (IOException | RuntimeException e) {
      Trouble.count("jfr folder", e);
      return null;
    }
  }

  /** Whether the recorder can go on writing to wherever it writes. */
  static boolean hasRoom(Path where) {
    try {
      return Files.isWritable(where) && Files.getFileStore(where).getUsableSpace() >= ROOM;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ours is empty once the recorder has stopped; then it goes too. */
  void release() {
    try {
      Files.deleteIfExists(own());
    } catch (IOException ignored) {
      // Not empty: the recorder removes its part at shutdown, and the next run the rest.
    }
  }

  void removeOrphans(Instant now) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, namespace + "-*")) {
      for (Path child : children) {
        if (isOrphan(child, now)) {
          remove(child);
        }
      }
    }
  }

  private boolean isOrphan(Path child, Instant now) throws IOException {
    long owner;
    try {
      owner = Long.parseLong(child.getFileName().toString().substring(namespace.length() + 1));
    } catch (NumberFormatException e) {
      return false;
    }
    return owner != pid
        && ProcessHandle.of(owner).isEmpty()
        && newest(child).isBefore(now.minus(KEPT));
  }

  private static Instant newest(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      Optional<Instant> newest = Optional.empty();
      for (Path path : (Iterable<Path>) paths::iterator) {
        Instant modified = Files.getLastModifiedTime(path).toInstant();
        newest = newest.filter(modified::isBefore).or(() -> Optional.of(modified));
      }
      return newest.orElse(Instant.MAX);
    }
  }

  private static void remove(Path root) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(root)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** In containers that share a folder, every process may have pid 1. */
  private static String namespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
          .toString()
          .replaceAll("[^0-9]", "");
    } catch (IOException | UnsupportedOperationException e) {
      return "0";
    }
  }
}
