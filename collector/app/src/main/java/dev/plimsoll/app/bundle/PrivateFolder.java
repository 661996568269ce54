package dev.plimsoll.app.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** The folder of this user for extracted jars. */
final class PrivateFolder {
  private PrivateFolder() {}

  /**
   * {@code PLIMSOLL_CACHE_DIR}, else {@code $XDG_CACHE_HOME/plimsoll}, else {@code
   * ~/.cache/plimsoll}.
   */
  static Path create(Map<String, String> environment) throws IOException {
    Path folder = place(environment);
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    refuseIfShared(folder);
    return folder;
  }

  private static Path place(Map<String, String> environment) {
    if (environment.containsKey("PLIMSOLL_CACHE_DIR")) {
      return Path.of(environment.get("PLIMSOLL_CACHE_DIR"));
    }
    String cache = environment.get("XDG_CACHE_HOME");
    Path base =
        cache != null && !cache.isEmpty()
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("plimsoll");
  }

  private static void refuseIfShared(Path folder) throws IOException {
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
    boolean othersMayWrite =
        permissions.contains(PosixFilePermission.GROUP_WRITE)
            || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
    if (othersMayWrite || !owner.equals(System.getProperty("user.name"))) {
      throw new IOException(
          "%s belongs to %s and others may write to it: set PLIMSOLL_CACHE_DIR to a folder of your own"
              .formatted(folder, owner));
    }
  }
}
