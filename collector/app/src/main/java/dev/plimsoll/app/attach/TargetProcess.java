package dev.plimsoll.app.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc} tells of a process before anything is done to it. Asked first because the
 * attach mechanism begins with a signal, which a process that does not expect it dies of.
 */
public final class TargetProcess {
  private static final int SIGQUIT = 3;
  private static final int SIGUSR1 = 10;
  private static final int INSPECTOR_PORT = 9229;
  private static final Set<String> NODE = Set.of("node", "nodejs");
  private static final Pattern INSPECT = Pattern.compile("--inspect(?:-brk|-wait)?(?:=(.*))?");
  private static final String[] OPTION_VARIABLES = {
    "JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS=", "NODE_OPTIONS="
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

  boolean isThere() {
    return Files.isDirectory(here());
  }

  /** Whether it is a Node, going by the file that it runs: its name is the program's to choose. */
  boolean isNode() {
    try {
      return NODE.contains(link("exe").getFileName().toString());
    } catch (IOException e) {
      return false; // not there, or not ours to look at: the check says so
    }
  }

  /**
   * Returns if it is a JVM that can be attached to.
   *
   * @throws IOException if it can't be; says why, and what to do
   */
  void checkJvm() throws IOException {
    checkUser();
    String program = program();
    if (!isJvm()) {
      throw new IOException("process %d (%s) is neither a JVM nor Node".formatted(pid, program));
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

  /**
   * Returns if it is a Node whose inspector can be opened.
   *
   * @throws IOException if it can't be; says why, and what to do
   */
  void checkNode() throws IOException {
    checkUser();
    if (!sharesFiles() || !link("ns/net").equals(Files.readSymbolicLink(self("ns/net")))) {
      throw new IOException(
          "the Node %d is another user's, or in a container: attach as that user, and inside of it"
              .formatted(pid));
    }
    refuse("--disable-sigusr1", "so its inspector can't be opened");
    refuse("--permission", "which keeps the agent from reading what it has to");
    refuse("--experimental-permission", "which keeps the agent from reading what it has to");
    if (isPrimary()) {
      throw new IOException(
          "the Node %d is the primary of a cluster: it would pass the signal on, and its workers' inspectors would stay open; attach to a worker"
              .formatted(pid));
    }
    if (!catches(SIGUSR1)) {
      throw new IOException(
          "the Node %d does not listen to SIGUSR1 (is it just starting?), so nothing can attach to it"
              .formatted(pid));
    }
  }

  /** Of an inspector that is open from the start. */
  OptionalInt inspectorPort() throws IOException {
    return options()
        .map(INSPECT::matcher)
        .filter(Matcher::matches)
        .mapToInt(matcher -> portOf(matcher.group(1)))
        .findFirst();
  }

  /** Sends a signal, given by its name. */
  void signal(String name) throws IOException, InterruptedException {
    // Java sends SIGTERM and SIGKILL only; a shell has `kill` built in.
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + name + " \"$1\"", "sh", Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (kill.waitFor() != 0) {
      throw new IOException("SIG%s can't be sent to process %d: %s".formatted(name, pid, said));
    }
  }

  /** Whether a file of ours is the same file, and readable, under the same path there. */
  boolean sharesFiles() throws IOException {
    return uid(here()) == uid(proc.resolve("self"))
        && link("ns/mnt").equals(Files.readSymbolicLink(self("ns/mnt")))
        && link("root").equals(Files.readSymbolicLink(self("root")));
  }

  /** The root folder as the process sees it. */
  Path root() {
    return here().resolve("root");
  }

  /** Its folder in {@code /proc}. */
  Path here() {
    return proc.resolve(Long.toString(pid));
  }

  private Path self(String name) {
    return proc.resolve("self").resolve(name);
  }

  private void checkUser() throws IOException {
    if (!isThere()) {
      throw new IOException("there is no process " + pid + " on this host");
    }
    int self = uid(proc.resolve("self"));
    if (self != 0 && self != uid(here())) {
      throw new IOException(
          "process %d belongs to %s: attach as that user, or as root"
              .formatted(pid, Files.getOwner(here()).getName()));
    }
  }

  /** A worker finds its number in its environment. */
  private boolean isPrimary() throws IOException {
    List<Long> children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::children)
            .map(ProcessHandle::pid)
            .toList();
    for (long child : children) {
      TargetProcess process = new TargetProcess(proc, child);
      if (process.isNode()
          && process.strings("environ").anyMatch(each -> each.startsWith("NODE_UNIQUE_ID="))) {
        return true;
      }
    }
    return false;
  }

  private void refuse(String option, String why) throws IOException {
    if (options().anyMatch(option::equals)) {
      throw new IOException(
          "the Node %d was started with %s, %s; start it by `plimsoll run`, or with the agent in --require"
              .formatted(pid, option, why));
    }
  }

  private static int portOf(@Nullable String address) {
    String port = address == null ? "" : address.substring(address.lastIndexOf(':') + 1);
    return port.matches("[1-9]\\d*") ? Integer.parseInt(port) : INSPECTOR_PORT;
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
