package dev.plimsoll.supervisor.warden;

import dev.plimsoll.supervisor.process.ExitStatus;
import dev.plimsoll.supervisor.spec.PrivateDirectory;
import dev.plimsoll.supervisor.spec.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files between a warden and its supervisors. */
final class WardenFolder {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** Complete only with the dot: a file that is just being written has none yet. */
  private static final Pattern WRITTEN = Pattern.compile("(\\d+(?: \\d+)?) \\.\\s*");

  private final Path path;

  WardenFolder(Path path) {
    this.path = path;
  }

  /** Makes it, with the shell's script in it. */
  static WardenFolder create(Path path) throws IOException {
    WardenFolder folder = new WardenFolder(PrivateDirectory.prepare(path));
    try (InputStream script = WardenFolder.class.getResourceAsStream("warden.sh")) {
      if (script == null) {
        throw new IllegalStateException("the warden's script is missing in this build");
      }
      PrivateFile.write(folder.script(), script.readAllBytes());
    }
    return folder;
  }

  Path path() {
    return path;
  }

  Path script() {
    return path.resolve("warden");
  }

  Path orders() {
    return path.resolve("orders");
  }

  Path news() {
    return path.resolve("news");
  }

  void order(String run, byte[] script) throws IOException {
    PrivateFile.write(path.resolve(run + ".order"), script);
  }

  /** Notes which process the warden is. */
  void keeper(Birth warden) throws IOException {
    String text = warden.pid() + " " + warden.ticks() + " " + Files.readString(BOOT).strip();
    PrivateFile.write(path.resolve("pid"), text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The warden, if it was started since the host was; whether it lives is another question. */
  @Nullable Birth keeper() throws IOException {
    try {
      String text = Files.readString(path.resolve("pid"));
      return text.endsWith(" " + Files.readString(BOOT).strip()) ? Birth.parse(text) : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** The process of the run; null as long as none came about. */
  @Nullable Birth process(String run) {
    String text = written(path.resolve(run + ".pid"));
    return text == null ? null : Birth.parse(text);
  }

  /** How the run ended; null as long as it has not. */
  @Nullable ExitStatus exit(String run) {
    String text = written(path.resolve(run + ".exit"));
    return text == null ? null : new ExitStatus(Integer.parseInt(text));
  }

  /** When the end was written down; now if that cannot be told. */
  Instant exitAt(String run) {
    try {
      return Files.getLastModifiedTime(path.resolve(run + ".exit")).toInstant();
    } catch (IOException e) {
      return Instant.now();
    }
  }

  /** The runs that were started here and not forgotten. */
  List<String> runs() {
    List<String> runs = new ArrayList<>();
    for (Path file : files("*.pid")) {
      String name = String.valueOf(file.getFileName());
      runs.add(name.substring(0, name.length() - ".pid".length()));
    }
    return runs;
  }

  /** The order tells the process's environment, and is not needed any more when it runs. */
  void forgetOrder(String run) {
    delete(path.resolve(run + ".order"));
  }

  /** The run has been told of. */
  void forget(String run) {
    files(run + ".*").forEach(WardenFolder::delete);
  }

  void remove() {
    files("*").forEach(WardenFolder::delete);
    delete(path);
  }

  private List<Path> files(String glob) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path, glob)) {
      stream.forEach(files::add);
    } catch (IOException | DirectoryIteratorException e) {
      return files;
    }
    return files;
  }

  private static @Nullable String written(Path file) {
    try {
      Matcher matcher = WRITTEN.matcher(Files.readString(file));
      return matcher.matches() ? matcher.group(1) : null;
    } catch (IOException | UncheckedIOException e) {
      return null;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Found again, and ignored again, by the next supervisor.
    }
  }
}
