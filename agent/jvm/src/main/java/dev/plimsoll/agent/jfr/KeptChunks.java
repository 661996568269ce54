package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.blackbox.Recordings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Second names of the recorder's chunks. At {@code System.exit} and SIGTERM the recorder's shutdown
 * hook finishes its chunk and deletes it; under a second name (a hard link) it stays, complete, for
 * the supervisor to adopt.
 */
final class KeptChunks {
  private final Path repository;
  private final Path kept;

  /**
   * None has a second name yet.
   *
   * @param repository where the recorder writes
   */
  KeptChunks(Path repository) {
    this.repository = repository;
    this.kept = Recordings.keptFrom(repository);
  }

  /** Names those that are there, and lets go of those that the recorder has dropped. */
  void refresh() {
    try {
      Set<Path> living = names(repository);
      if (!living.isEmpty()) {
        Files.createDirectories(kept);
      }
      Set<Path> named = Files.isDirectory(kept) ? names(kept) : Set.of();
      for (Path name : living) {
        if (!named.contains(name)) {
          Files.createLink(kept.resolve(name), repository.resolve(name));
        }
      }
      for (Path name : named) {
        if (!living.contains(name)) {
          Files.deleteIfExists(kept.resolve(name));
        }
      }
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      Trouble.mention("jfr chunks", "can't be kept beyond the exit: " + e);
    }
  }

  /** Removes the second names: the recorder has been let go while the application runs on. */
  void release() {
    try {
      if (Files.isDirectory(kept)) {
        for (Path name : names(kept)) {
          Files.deleteIfExists(kept.resolve(name));
        }
        Files.delete(kept);
      }
    } catch (IOException e) {
      Trouble.mention("jfr chunks", "can't be removed: " + e);
    }
  }

  private static Set<Path> names(Path folder) throws IOException {
    Set<Path> names = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jfr")) {
      files.forEach(file -> names.add(file.getFileName()));
    }
    return names;
  }
}
