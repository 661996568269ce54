package dev.plimsoll.app.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The agent's jar under a path that another process can read it by. Where that process has other
 * files (a container) or is another user's, that is a copy in its {@code /tmp}, which is gone again
 * when this is closed: a JVM needs the name of a jar only to open it.
 */
final class VisibleJar implements AutoCloseable {
  private final String path;
  private final @Nullable Path copy;

  private VisibleJar(String path, @Nullable Path copy) {
    this.path = path;
    this.copy = copy;
  }

  /**
   * Makes the jar visible.
   *
   * @throws IOException if there is no {@code /tmp} there, or no room in it
   */
  static VisibleJar of(Path jar, TargetProcess target) throws IOException {
    if (target.sharesFiles()) {
      return new VisibleJar(jar.toAbsolutePath().toString(), null);
    }
    Path folder = target.root().resolve("tmp");
    try {
      // Never an existing file: in a folder that all can write it could be somebody's link.
      Path copy = Files.createTempFile(folder, "plimsoll-agent-", ".jar");
      Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r--r--r--"));
      return new VisibleJar("/tmp/" + copy.getFileName(), copy);
    } catch (IOException e) {
      throw new IOException(
          "the agent's jar can't be put into /tmp of process %d, as it must be for that process to see it: %s"
              .formatted(target.pid(), e.getMessage()),
          e);
    }
  }

  /** Absolute, in the file system of the process. */
  String path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (copy != null) {
      Files.deleteIfExists(copy);
    }
  }
}
