package dev.plimsoll.agent.blackbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Where rings lie: readings of a process are for its user only. */
public final class StateFolder {
  private final File folder;
  private final boolean prepared;

  private StateFolder(File folder, boolean prepared) {
    this.folder = folder;
    this.prepared = prepared;
  }

  /**
   * The folder of this run.
   *
   * @param state given by the supervisor or as an argument; null for a private one under the
   *     temporary folder
   * @param supervised the supervisor has made it, for this user alone
   */
  public static StateFolder of(@Nullable String state, boolean supervised) {
    if (state != null) {
      return new StateFolder(new File(state), supervised);
    }
    String name = "plimsoll-" + System.getProperty("user.name", "user");
    return new StateFolder(new File(System.getProperty("java.io.tmpdir", "/tmp"), name), false);
  }

  /** It need not exist. */
  public File file() {
    return folder;
  }

  /** Makes it, or makes sure that the one that is there is ours, and private. */
  File prepare() throws IOException {
    if (!prepared) {
      prepare(folder.toPath());
    }
    return folder;
  }

  private static void prepare(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    // Not by user name: in a container the user often has none.
    if (!Files.getOwner(folder).equals(Files.getOwner(Path.of("/proc/self")))) {
      throw new IOException(folder + " belongs to " + Files.getOwner(folder));
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }
}
