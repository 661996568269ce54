package dev.plimsoll.agent.weave.cache;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A folder whose content nobody but its user, or root, can have written. */
final class PrivateFolder {
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int STICKY = 01000;
  private static final int ROOT = 0;
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final FileSystem files;
  private final int self;

  PrivateFolder(FileSystem files) throws IOException {
    this.files = files;
    // The real owner of the process, also where a container knows no name for it.
    this.self = (Integer) Files.getAttribute(files.getPath("/proc/self"), "unix:uid");
  }

  /** Number of the user that the process runs as. */
  int self() {
    return self;
  }

  /**
   * The folder, made if it is not there; null if it can't be made, or is not safe.
   *
   * @param folder absolute
   * @param made how many of its last names may be made where they are missing
   */
  @Nullable Path prepare(String folder, int made) throws IOException {
    Path path = files.getPath(folder).normalize();
    if (!path.isAbsolute()) {
      return null;
    }
    // Links above it are followed once, here; what is checked below is what is used.
    Path place = make(path, made);
    return place != null && isSafe(place) ? place : null;
  }

  private static @Nullable Path make(Path path, int made) throws IOException {
    Path parent = path.getParent();
    if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
      return parent == null ? path : parent.toRealPath().resolve(path.getFileName());
    }
    if (made == 0) {
      // Not ours to make, but it may well be a link that its user has set.
      return Files.isDirectory(path) ? path.toRealPath() : null;
    }
    Path above = parent == null ? null : make(parent, made - 1);
    if (above == null) {
      return null;
    }
    Path place = above.resolve(path.getFileName());
    try {
      Files.createDirectory(place, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      // Another JVM made it just now, or it is a link; what it is is looked at below.
    }
    return place;
  }

  private boolean isSafe(Path place) throws IOException {
    if (!Files.isDirectory(place, NOFOLLOW_LINKS) || !isOwned(place) || isOpen(place)) {
      return false;
    }
    for (Path above = place.getParent(); above != null; above = above.getParent()) {
      // In a sticky folder, as the temporary one is, others can't take away what is ours.
      if (!isOwned(above) || (isOpen(above) && (mode(above) & STICKY) == 0)) {
        return false;
      }
    }
    return true;
  }

  private boolean isOwned(Path path) throws IOException {
    int owner = (Integer) Files.getAttribute(path, "unix:uid", NOFOLLOW_LINKS);
    return owner == self || owner == ROOT;
  }

  private static boolean isOpen(Path path) throws IOException {
    return (mode(path) & WRITABLE_BY_OTHERS) != 0;
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode", NOFOLLOW_LINKS);
  }
}
