package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The folder where dumps lie until the collector has them. A heap holds secrets: folder and files
 * are for this user only. Beside each dump lies a slip that says what it is, so that the next run
 * can deliver what a dead one could not. The slip comes first: a dump under its final name is whole
 * and has one.
 */
final class DumpShelf {
  static final String SLIP = ".json";
  static final String PART = ".part";
  private static final Path SELF = Path.of("/proc/self");

  private final Path folder;
  private final String run;

  DumpShelf(Path folder, String run) {
    this.folder = folder;
    this.run = run;
  }

  /**
   * The shelf of this run.
   *
   * @param state folder given by the supervisor; null for a private one under the temporary folder
   */
  static DumpShelf in(@Nullable String state, String run) {
    Path folder =
        state != null
            ? Path.of(state)
            : Path.of(
                System.getProperty("java.io.tmpdir", "/tmp"),
                "plimsoll-" + System.getProperty("user.name", "user"));
    return new DumpShelf(folder.toAbsolutePath(), run);
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

  Path folder() {
    return folder;
  }

  long freeBytes() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  long totalBytes() throws IOException {
    return Files.getFileStore(folder).getTotalSpace();
  }

  /** Where a dump is written; its name says by whom, so that what a killed run left is known. */
  Path part(String dump, DumpMethod method) {
    return folder.resolve(dump + "." + run + PART + method.ending());
  }

  /** Puts a finished part on the shelf. */
  Shelved shelve(String dump, Path part, DumpMethod method, String sha256) throws IOException {
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
    Path file = folder.resolve(dump + method.ending());
    Shelved shelved = new Shelved(dump, run, file, Files.size(part), sha256);
    Map<String, Object> slip = new LinkedHashMap<>();
    slip.put("dump", dump);
    slip.put("run", run);
    slip.put("file", file.getFileName().toString());
    slip.put("bytes", shelved.bytes());
    slip.put("sha256", sha256);
    WholeFile.write(slipOf(dump), slip);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    return shelved;
  }

  void remove(Shelved shelved) throws IOException {
    Files.deleteIfExists(shelved.file());
    Files.deleteIfExists(slipOf(shelved.dump()));
  }

  /** The collector will never have it: it stays here for people, without its slip. */
  void keepForPeople(Shelved shelved) throws IOException {
    Files.deleteIfExists(slipOf(shelved.dump()));
  }

  /** Dumps whose run is dead, the oldest first. */
  List<Shelved> orphans(Predicate<String> isDead) {
    List<Shelved> orphans = new ArrayList<>();
    for (Path slip : list("*" + SLIP)) {
      read(slip).filter(shelved -> isDead.test(shelved.run())).ifPresent(orphans::add);
    }
    return orphans;
  }

  /** Removes what dead runs have begun and not finished. */
  void sweep(Predicate<String> isDead) {
    for (Path part : list("*" + PART + ".hprof*")) {
      String[] words = part.getFileName().toString().split("\\.", 3);
      if (words.length == 3 && isDead.test(words[1])) {
        delete(part);
      }
    }
  }

  /**
   * Makes room for a new dump: the oldest go until one fewer than may be kept is left, and the
   * bytes of all with it.
   *
   * @param coming bytes that will be added
   */
  void makeRoom(int keep, long keepBytes, long coming) {
    List<Path> files = list("*.hprof*");
    files.removeIf(file -> file.getFileName().toString().contains(PART));
    files.sort(Comparator.comparing(DumpShelf::modified));
    long bytes = coming + files.stream().mapToLong(DumpShelf::size).sum();
    while (!files.isEmpty() && (files.size() >= keep || bytes > keepBytes)) {
      Path oldest = files.remove(0);
      bytes -= size(oldest);
      delete(oldest);
      delete(slipOf(oldest.getFileName().toString().split("\\.", 2)[0]));
    }
  }

  private Path slipOf(String dump) {
    return folder.resolve(dump + SLIP);
  }

  private Optional<Shelved> read(Path slip) {
    try (InputStream in = Files.newInputStream(slip)) {
      JsonObject json = Json.readObject(in);
      String dump = json.optionalString("dump");
      String name = json.optionalString("file");
      if (dump == null || name == null || !DumpId.isValid(dump)) {
        return Optional.empty(); // no slip of a dump
      }
      Path file = folder.resolve(Path.of(name).getFileName());
      if (!Files.isRegularFile(file) || Files.size(file) != json.number("bytes")) {
        return Optional.empty();
      }
      return Optional.of(
          new Shelved(dump, json.string("run"), file, json.number("bytes"), json.string("sha256")));
    } catch (IOException | MalformedMessageException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private List<Path> list(String pattern) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
        files.forEach(found::add);
      } catch (IOException | RuntimeException e) {
        Trouble.count("dump shelf", e);
      }
    }
    found.sort(Comparator.comparing(DumpShelf::modified));
    return found;
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      Trouble.count("dump shelf", e);
    }
  }

  /**
   * A finished dump.
   *
   * @param run the run it was taken of
   */
  record Shelved(String dump, String run, Path file, long bytes, String sha256) {}
}
