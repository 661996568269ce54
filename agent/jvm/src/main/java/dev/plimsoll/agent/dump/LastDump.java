package dev.plimsoll.agent.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the file that {@code -XX:+HeapDumpOnOutOfMemoryError} has left, where HotSpot puts it
 * (heapDumper.cpp): {@code java_pidN.hprof} in the working directory or in the folder that {@code
 * HeapDumpPath} names, or the file that it names; {@code .gz} behind the default name where the
 * dump is packed, a number where one was there before; from some release on {@code %p} is the pid.
 */
final class LastDump {
  /** Clocks of file systems are coarse. */
  private static final long SLACK_MS = 2_000;

  private LastDump() {}

  /** The youngest file of those that the run may have written; files older than it are not its. */
  static Optional<Path> of(RunNote note) {
    Path found = null;
    long youngest = note.identity().startedAt() - SLACK_MS;
    for (Path candidate : candidates(note)) {
      try {
        if (Files.isRegularFile(candidate)) {
          long modified = Files.getLastModifiedTime(candidate).toMillis();
          if (modified > youngest) {
            youngest = modified;
            found = candidate;
          }
        }
      } catch (IOException e) {
        // It is gone, or not for us.
      }
    }
    return Optional.ofNullable(found);
  }

  private static List<Path> candidates(RunNote note) {
    String usual = "java_pid" + note.identity().pid() + ".hprof";
    List<Path> candidates = new ArrayList<>();
    String pid = Long.toString(note.identity().pid());
    for (String path : List.of(note.heapDumpPath(), note.heapDumpPath().replace("%p", pid))) {
      Path named = note.folder().resolve(path);
      if (path.isEmpty() || Files.isDirectory(named)) {
        variants(named.resolve(usual), candidates);
        variants(named.resolve(usual + ".gz"), candidates);
      } else {
        variants(named, candidates);
      }
    }
    return candidates;
  }

  private static void variants(Path file, List<Path> candidates) {
    candidates.add(file);
    for (int number = 1; number <= 3; number++) {
      candidates.add(file.resolveSibling(file.getFileName() + "." + number));
    }
  }
}
