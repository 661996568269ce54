package dev.plimsoll.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One process of the demo. It holds a pipe to its standard input and ends when that closes, so that
 * nothing stays behind even where the demo itself is killed outright.
 */
final class DemoProcess {
  private final String name;
  private final Process process;
  private final Path log;

  private DemoProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static DemoProcess start(
      String name, Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new DemoProcess(name, builder.start(), log);
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it said last: the reason, where it has died. */
  String lastWords() {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - 10), all.size()));
    } catch (IOException e) {
      return "(its log " + log + " cannot be read)";
    }
  }

  void askToStop() {
    process.destroy();
  }

  /** Waits, then kills it with everything it started. */
  void stopWithin(long millis) throws InterruptedException {
    List<ProcessHandle> descendants = process.descendants().toList();
    if (!process.waitFor(Math.max(0, millis), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
