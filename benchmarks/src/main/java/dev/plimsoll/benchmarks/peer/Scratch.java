package dev.plimsoll.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
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

  /** A resource of the class path as a file in it, under its last name. */
  public Path resource(String name) throws IOException {
    Path file = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    try (InputStream in = Scratch.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no resource " + name);
      }
      Files.copy(in, file);
    }
    return file;
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
