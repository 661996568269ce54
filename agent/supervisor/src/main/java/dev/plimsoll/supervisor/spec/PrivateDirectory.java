package dev.plimsoll.supervisor.spec;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;

/**
 * Directories that belong to this user alone: what lies in them commands processes or holds memory
 * of them.
 */
public final class PrivateDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateDirectory() {}

  /**
   * For sockets: {@code PLIMSOLL_RUNTIME_DIR}, else {@code XDG_RUNTIME_DIR/plimsoll}, else {@code
   * /tmp/plimsoll-<user>}.
   */
  public static Path runtime(Map<String, String> environment) {
    return chosen(
        environment, "PLIMSOLL_RUNTIME_DIR", "XDG_RUNTIME_DIR", Path.of("/tmp/plimsoll-" + user()));
  }

  /**
   * For dumps and agent files: {@code PLIMSOLL_STATE_DIR}, else {@code XDG_STATE_HOME/plimsoll},
   * else {@code ~/.local/state/plimsoll}.
   */
  public static Path state(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("user.home", "/tmp"));
    return chosen(
        environment, "PLIMSOLL_STATE_DIR", "XDG_STATE_HOME", home.resolve(".local/state/plimsoll"));
  }

  /**
   * Makes the directory, or takes it over if it is this user's: mode 0700 in any case.
   *
   * @throws IOException if it is a link, a file, or somebody else's
   */
  public static Path prepare(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(absolute, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      takeOver(absolute);
    }
    return absolute;
  }

  private static void takeOver(Path directory) throws IOException {
    if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
      throw new IOException(
          directory + " is not a directory; Plimsoll does not follow links there");
    }
    UserPrincipal owner = Files.getOwner(directory, NOFOLLOW_LINKS);
    UserPrincipal self = Files.getOwner(Path.of("/proc/self"));
    if (!owner.equals(self)) {
      throw new IOException(
          "%s belongs to %s, but Plimsoll runs as %s and needs a directory of its own: remove it or set PLIMSOLL_RUNTIME_DIR and PLIMSOLL_STATE_DIR"
              .formatted(directory, owner.getName(), self.getName()));
    }
    if (!Files.getPosixFilePermissions(directory, NOFOLLOW_LINKS).equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
    }
  }

  private static Path chosen(
      Map<String, String> environment, String own, String xdg, Path otherwise) {
    String explicit = environment.getOrDefault(own, "");
    if (!explicit.isBlank()) {
      return Path.of(explicit).toAbsolutePath();
    }
    String base = environment.getOrDefault(xdg, "");
    return base.isBlank() ? otherwise : Path.of(base).toAbsolutePath().resolve("plimsoll");
  }

  /** In a container the user may have a number and no name; the JDK then says "?". */
  private static String user() {
    String name = System.getProperty("user.name", "?");
    if (!name.equals("?") && !name.contains("/")) {
      return name;
    }
    try {
      return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      return "unknown";
    }
  }
}
