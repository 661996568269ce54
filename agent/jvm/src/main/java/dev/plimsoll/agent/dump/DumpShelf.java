package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder where dumps lie until the collector has them. A heap holds secrets: folder and files
 * are for this user only. Beside each dump lies a slip that says what it is, so that the next run
 * can deliver what a dead one could not.
 */
final class DumpShelf {
  private static final String DUMP = ".hprof";
  private static final String SLIP = ".json";
  private static final Path SELF = Path.of("/proc/self");

  private final Path folder;

  DumpShelf(Path folder) {
    this.folder = folder;
  }

  /**
   * The shelf of this run.
   *
   * @param state folder given by the supervisor; null for a private one under the temporary folder
   */
  static DumpShelf in(@Nullable String state) {
    return new DumpShelf(
        state != null
            ? Path.of(state)
            : Path.of(
                System.getProperty("java.io.tmpdir", "/tmp"),
                "plimsoll-" + System.getProperty("user.name", "user")));
  }

  /** Makes the folder, or makes sure that the one that is there is ours, and private. */
  void prepare() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    // Not by user name: in a container the user often has none.
    if (!Files.getOwner(folder).equals(Files.getOwner(SELF))) {
      throw new IOException(folder + " belongs to " + Files.getOwner(folder));
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  long freeBytes() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  /** Where a dump is written; the runtime insists on the ending. */
  Path part(String dump) {
    return folder.resolve(dump + ".part" + DUMP);
  }

  /** Puts a finished part on the shelf. */
  Shelved shelve(String dump, String run, String sha256) throws IOException {
    Path part = part(dump);
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
    Shelved shelved = new Shelved(dump, run, folder.resolve(dump + DUMP), Files.size(part), sha256);
    Map<String, Object> slip = new LinkedHashMap<>();
    slip.put("dump", dump);
    slip.put("run", run);
    slip.put("bytes", shelved.bytes());
    slip.put("sha256", sha256);
    slip.put("pid", ProcessHandle.current().pid());
    try (OutputStream out = Files.newOutputStream(folder.resolve(dump + SLIP))) {
      Json.write(slip, out);
    }
    Files.move(part, shelved.file(), StandardCopyOption.ATOMIC_MOVE);
    return shelved;
  }

  void remove(Shelved shelved) throws IOException {
    Files.deleteIfExists(shelved.file());
    Files.deleteIfExists(folder.resolve(shelved.dump() + SLIP));
  }

  /** Dumps whose process is dead. Parts of theirs are of no use and removed. */
  List<Shelved> orphans() {
    List<Shelved> orphans = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return orphans;
    }
    try (DirectoryStream<Path> slips = Files.newDirectoryStream(folder, "*" + SLIP)) {
      for (Path slip : slips) {
        orphan(slip).ifPresent(orphans::add);
      }
    } catch (IOException e) {
      Trouble.count("dump shelf", e);
    }
    return orphans;
  }

  private Optional<Shelved> orphan(Path slip) {
    try (InputStream in = Files.newInputStream(slip)) {
      JsonObject json = Json.readObject(in);
      String dump = json.string("dump");
      Path file = folder.resolve(dump + DUMP);
      boolean alive = ProcessHandle.of(json.number("pid")).isPresent();
      if (alive || !DumpId.isValid(dump) || !Files.isRegularFile(file)) {
        return Optional.empty();
      }
      return Optional.of(
          new Shelved(dump, json.string("run"), file, json.number("bytes"), json.string("sha256")));
    } catch (IOException | MalformedMessageException e) {
      return Optional.empty();
    }
  }

  /**
   * A finished dump.
   *
   * @param run the run it was taken of
   */
  record Shelved(String dump, String run, Path file, long bytes, String sha256) {}
}
