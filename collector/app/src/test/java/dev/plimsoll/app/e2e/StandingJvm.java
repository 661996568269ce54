package dev.plimsoll.app.e2e;

import static org.awaitility.Awaitility.await;

import dev.plimsoll.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JVM without the agent, to attach to. */
final class StandingJvm implements AutoCloseable {
  static final int SOMEBODY = 54_321;
  private static final Path CLASSES = Path.of("target", "test-classes").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private StandingJvm(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static StandingJvm start(Path folder, Jdk jdk, String... flags) throws IOException {
    return start(folder, List.of(), jdk, CLASSES.toString(), flags);
  }

  /** As another user. */
  static StandingJvm ofSomebody(Path folder, Jdk jdk) throws IOException {
    return start(folder, asSomebody(), jdk, CLASSES.toString(), "-XX:+EnableDynamicAgentLoading");
  }

  static List<String> asSomebody() {
    return List.of("setpriv", "--reuid=" + SOMEBODY, "--regid=" + SOMEBODY, "--clear-groups");
  }

  /** With process numbers and a temporary folder of its own, as in a container. */
  static StandingJvm contained(Path folder, Jdk jdk) throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp-" + jdk.feature()));
    String script =
        "mount -t tmpfs none $0 && cp -r $1 $0/classes && chmod 1777 $0 && mount --bind $0 /tmp"
            + " && shift && exec \"$@\"";
    List<String> container =
        List.of(
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--mount-proc",
            "--kill-child",
            "sh",
            "-c",
            script,
            temporary.toString(),
            CLASSES.toString());
    return start(folder, container, jdk, "/tmp/classes", "-XX:+EnableDynamicAgentLoading");
  }

  private static StandingJvm start(
      Path folder, List<String> before, Jdk jdk, String classes, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of(jdk.java().toString(), "-Xmx64m"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classes, Standing.class.getName()));
    Path out = Files.createTempFile(folder, "standing", ".out");
    Path err = Files.createTempFile(folder, "standing", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    StandingJvm jvm = new StandingJvm(builder.start(), out, err);
    await().atMost(LIMIT).until(() -> jvm.stdout().contains("standing"));
    return jvm;
  }

  /** Of the JVM itself, as this host counts. */
  String pid() {
    // `unshare` forks the command; `setpriv` becomes it.
    Stream<ProcessHandle> below = process.descendants();
    return Long.toString(below.map(ProcessHandle::pid).findFirst().orElse(process.pid()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String stdout() throws IOException {
    return Files.readString(out);
  }

  String stderr() throws IOException {
    return Files.readString(err);
  }

  /** Names of its threads as the kernel has them. */
  List<String> threads() throws IOException {
    List<String> names = new ArrayList<>();
    try (var tasks = Files.newDirectoryStream(Path.of("/proc", pid(), "task"))) {
      for (Path task : tasks) {
        try {
          names.add(Files.readString(task.resolve("comm")).strip());
        } catch (IOException e) {
          if (Files.exists(task)) {
            throw e;
          }
        }
      }
    }
    return names;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
