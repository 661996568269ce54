package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One {@code plimsoll COMMAND}, as a user starts it: the packaged jar in a JVM of its own. */
final class Plimsoll implements AutoCloseable {
  static final Path JAR = Path.of("target/plimsoll.jar").toAbsolutePath();

  private final Process process;
  private final Path output;

  private Plimsoll(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it with its folders below the given one, so that tests see nothing of this user's own.
   */
  static Plimsoll start(Path folder, String... arguments) throws IOException {
    assertThat(JAR).as("the packaged jar; `./mvnw verify` builds it").isRegularFile();
    List<String> command = new ArrayList<>();
    command.add(Jdk.running().java().toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "plimsoll-" + arguments[0] + "-", ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(folders(folder));
    return new Plimsoll(builder.start(), output);
  }

  /** Runs it to its end. */
  static Finished run(Path folder, String... arguments) throws IOException, InterruptedException {
    try (Plimsoll plimsoll = start(folder, arguments)) {
      assertThat(plimsoll.process.waitFor(90, TimeUnit.SECONDS))
          .as("`plimsoll %s` ends", String.join(" ", arguments))
          .isTrue();
      return new Finished(plimsoll.process.exitValue(), plimsoll.output());
    }
  }

  record Finished(int exitCode, String output) {}

  Process process() {
    return process;
  }

  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** SIGKILL, to this process alone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Ends it and everything it started. */
  @Override
  public void close() throws InterruptedException {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private static Map<String, String> folders(Path folder) {
    return Map.of(
        "PLIMSOLL_RUNTIME_DIR", folder.resolve("rt").toString(),
        "PLIMSOLL_STATE_DIR", folder.resolve("state").toString(),
        "PLIMSOLL_CACHE_DIR", folder.resolve("cache").toString());
  }
}
