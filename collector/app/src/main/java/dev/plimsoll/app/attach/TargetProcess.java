package dev.plimsoll.app.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What {@code /proc} tells of a process before anything is done to it. Asked first because the
 * attach mechanism begins with a signal, which a process that does not expect it dies of.
 */
public final class TargetProcess {
  private static final int SIGQUIT = 3;
  private static final String[] OPTION_VARIABLES = {
    "JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS="
  };

  private final Path proc;
  private final long pid;

  /** The process of that number, whether there is one or not. */
  public TargetProcess(long pid) {
    this(Path.of("/proc"), pid);
  }

  TargetProcess(Path proc, long pid) {
    this.proc = proc;
    this.pid = pid;
  }

  long pid() {
    return pid;
  }

  /**
   * Returns if it is a JVM that can be attached to.
   *
   * @throws IOException if it can't be; says why, and what to do
   */
  public void check() throws IOException {
    if (!Files.isDirectory(here())) {
      throw new IOException("there is no process " + pid + " on this host");
    }
    int self = uid(proc.resolve("self"));
    if (self != 0 && self != uid(here())) {
      throw new IOException(
          "process %d belongs to %s: attach as that user, or as root"
              .formatted(pid, Files.getOwner(here()).getName()));
    }
    String program = program();
    if (program.equals("node") || program.equals("nodejs")) {
      throw new IOException(
          "process %d is Node, and attaching to Node is not built yet".formatted(pid));
    }
    if (!isJvm()) {
      throw new IOException("process %d (%s) is not a JVM".formatted(pid, program));
    }
    if (options().anyMatch(option -> option.equals("-XX:+DisableAttachMechanism"))) {
      throw new IOException(
          "the JVM %d was started with -XX:+DisableAttachMechanism, so nothing can attach to it; start it with -javaagent or by `plimsoll run`"
              .formatted(pid));
    }
    if (!catches(SIGQUIT)) {
      throw new IOException(
          "the JVM %d does not listen to SIGQUIT (is it just starting, or was it started with -Xrs?), so nothing can attach to it"
              .formatted(pid));
    }
  }

  /** Whether a file of ours is the same file, and readable, under the same path there. */
  boolean sharesFiles() throws IOException {
    return uid(here()) == uid(proc.resolve("self"))
        && link("ns/mnt").equals(Files.readSymbolicLink(proc.resolve("self/ns/mnt")))
        && link("root").equals(Files.readSymbolicLink(proc.resolve("self/root")));
  }

  /** The root folder as the process sees it. */
  Path root() {
    return here().resolve("root");
  }

  private Path here() {
    return proc.resolve(Long.toString(pid));
  }

  private Path link(String name) throws IOException {
    return Files.readSymbolicLink(here().resolve(name));
  }

  private String program() throws IOException {
    return Files.readString(here().resolve("comm")).strip();
  }

  private boolean isJvm() throws IOException {
    try (Stream<String> maps = Files.lines(here().resolve("maps"), StandardCharsets.ISO_8859_1)) {
      return maps.anyMatch(line -> line.endsWith("/libjvm.so"));
    }
  }

  /** Of the command line and of the variables that the launcher and the JVM read. */
  private Stream<String> options() throws IOException {
    Stream<String> told =
        strings("environ")
            .flatMap(
                variable ->
                    Stream.of(OPTION_VARIABLES)
                        .filter(variable::startsWith)
                        .flatMap(
                            name ->
                                Stream.of(variable.substring(name.length()).split("\\s+", -1))));
    return Stream.concat(strings("cmdline"), told);
  }

  private Stream<String> strings(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(here().resolve(file));
    return Stream.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\0", -1));
  }

  private boolean catches(int signal) throws IOException {
    try (Stream<String> status = Files.lines(here().resolve("status"))) {
      return status
          .filter(line -> line.startsWith("SigCgt:"))
          .map(line -> Long.parseUnsignedLong(line.substring("SigCgt:".length()).strip(), 16))
          .anyMatch(mask -> (mask >>> (signal - 1) & 1) == 1);
    }
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
