package dev.plimsoll.agent.it;

import dev.plimsoll.testkit.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM with the packaged agent in it. */
final class AgentJvm implements AutoCloseable {
  static final Path AGENT =
      Path.of(
          System.getProperty("plimsoll.agent.jar", "target/plimsoll-agent-jvm-0.1.0-SNAPSHOT.jar"));

  /** Of the build, not of whoever runs it. */
  private static final Path CACHE = Path.of("target", "woven-by-tests").toAbsolutePath();

  private final Process process;
  private final Path out;
  private final Path err;

  private AgentJvm(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Launch on(Jdk jdk, Path folder) {
    return new Launch(jdk, folder);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Exit code; fails if the process does not end in time. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the process has not ended: " + stderr());
    }
    return process.exitValue();
  }

  void say(String line) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).write(line + "\n");
    process.outputWriter(StandardCharsets.UTF_8).flush();
  }

  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** SIGTERM; {@code Process.destroy()} would close the input too. */
  void terminate() {
    process.toHandle().destroy();
  }

  String stdout() {
    return text(out);
  }

  String stderr() {
    return text(err);
  }

  /** Names of the agent's threads, as the kernel has them (cut to 15 characters). */
  List<String> agentThreads() throws IOException {
    List<String> names = new ArrayList<>();
    try (var tasks = Files.newDirectoryStream(Path.of("/proc", "" + pid(), "task"))) {
      for (Path task : tasks) {
        String name = nameOf(task);
        if (name.startsWith("plimsoll-")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static String nameOf(Path task) throws IOException {
    try {
      return Files.readString(task.resolve("comm")).trim();
    } catch (IOException e) {
      if (Files.exists(task)) {
        throw e;
      }
      return ""; // It has just ended.
    }
  }

  @Override
  public void close() {
    // Until it is gone it holds what it has open.
    process.destroyForcibly().onExit().join();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How to start it. */
  static final class Launch {
    private final Jdk jdk;
    private final Path folder;
    private final List<String> flags = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String agentArgs = "";
    private @Nullable Path agent = AGENT;
    private String classPath = Path.of("target", "test-classes").toAbsolutePath().toString();

    private Launch(Jdk jdk, Path folder) {
      this.jdk = jdk;
      this.folder = folder;
    }

    Launch flags(String... more) {
      flags.addAll(List.of(more));
      return this;
    }

    Launch env(String name, String value) {
      environment.put(name, value);
      return this;
    }

    Launch args(String args) {
      agentArgs = args;
      return this;
    }

    Launch agent(Path jar) {
      agent = jar;
      return this;
    }

    Launch withoutAgent() {
      agent = null;
      return this;
    }

    /** Before the test programs' own. */
    Launch classPath(Path first) {
      classPath = first + ":" + classPath;
      return this;
    }

    AgentJvm start(Class<?> program, String... args) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(jdk.java().toString());
      command.add("-Xmx128m");
      // Where the others' black boxes are not: an agent delivers the ones of the dead.
      command.add("-Djava.io.tmpdir=" + folder);
      command.addAll(flags);
      if (agent != null) {
        command.add("-javaagent:" + agent + (agentArgs.isEmpty() ? "" : "=" + agentArgs));
      }
      command.add("-cp");
      command.add(classPath);
      command.add(program.getName());
      command.addAll(List.of(args));
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().keySet().removeIf(name -> name.startsWith("PLIMSOLL_"));
      builder.environment().put("PLIMSOLL_CACHE_DIR", CACHE.toString());
      builder.environment().putAll(environment);
      return new AgentJvm(builder.start(), out, err);
    }
  }
}
