package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The same program twice, with the agent and without, which must look the same from outside. */
final class Twins {
  private static final Path CLASSES = Path.of("target", "test-classes").toAbsolutePath();

  private final Path folder;
  private final Path java;
  private final List<String> before = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();
  private final List<String> agentFlags = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private String classPath = CLASSES.toString();

  Twins(Path java, Path folder) {
    this.java = java;
    this.folder = folder;
    agentFlags.add("-javaagent:" + AgentJvm.AGENT);
    environment.put("PLIMSOLL_CACHE_DIR", folder.resolve("cache").toString());
  }

  /** Runs both by this command. */
  Twins by(String... command) {
    before.addAll(List.of(command));
    return this;
  }

  Twins flags(String... more) {
    flags.addAll(List.of(more));
    return this;
  }

  /** Only of the one with the agent. */
  Twins agentFlags(String... more) {
    agentFlags.addAll(List.of(more));
    return this;
  }

  Twins onlyAgent(Path jar) {
    agentFlags.clear();
    agentFlags.add("-javaagent:" + jar);
    return this;
  }

  Twins env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Twins classPath(String path) {
    classPath = path + ":" + classPath;
    return this;
  }

  /** Ends only after the agent has got so far. */
  Twins awaiting(String... threads) {
    return agentFlags("-Dawait=" + String.join(",", threads));
  }

  /** What both were. */
  Outcome look(Class<?> program, String... args) throws Exception {
    List<String> main = new ArrayList<>(List.of("-cp", classPath, program.getName()));
    main.addAll(List.of(args));
    Outcome without = run(List.of(), main);
    Outcome with = run(agentFlags, main);
    assertThat(with).isEqualTo(without);
    return with;
  }

  record Outcome(int exitCode, String stdout, String stderr) {}

  private Outcome run(List<String> first, List<String> main) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.add(java.toString());
    command.add("-Xmx128m");
    command.addAll(first);
    command.addAll(flags);
    command.addAll(main);
    return run(command);
  }

  private Outcome run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "twin", ".out");
    Path err = Files.createTempFile(folder, "twin", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().keySet().removeIf(name -> name.startsWith("PLIMSOLL_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }
}
