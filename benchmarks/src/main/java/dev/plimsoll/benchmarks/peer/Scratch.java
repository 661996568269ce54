package dev.plimsoll.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder for what the processes leave, gone when it is closed. */
public final class Scratch implements AutoCloseable {
  private final Path folder = Files.createTempDirectory("plimsoll-benchmark");

  /** Makes it. */
  public Scratch() throws IOException {}

  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (var found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
