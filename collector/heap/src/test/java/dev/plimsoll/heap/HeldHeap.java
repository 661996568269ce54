package dev.plimsoll.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A running {@link HeldCalls}, and the JDK's own view of its heap. */
final class HeldHeap implements AutoCloseable {
  private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

  private final Jdk jdk;
  private final Process process;

  /** What {@code GC.class_histogram} says of a class. */
  record Row(long instances, long bytes) {}

  private HeldHeap(Jdk jdk, Process process) {
    this.jdk = jdk;
    this.process = process;
  }

  static HeldHeap start(Jdk jdk, int calls, int payloadBytes, String... flags) throws IOException {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx192m"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classes(HeldCalls.class), HeldCalls.class.getName()));
    command.addAll(List.of(Integer.toString(calls), Integer.toString(payloadBytes)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(process.inputReader().readLine()).isEqualTo("holding");
    return new HeldHeap(jdk, process);
  }

  /** The folder or jar that a class was loaded from. */
  static String classes(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  Path dump(Path file, String... options) throws IOException {
    jcmd(
        Stream.concat(
            Stream.of("GC.heap_dump"),
            Stream.concat(Stream.of(options), Stream.of(file.toString()))));
    return file;
  }

  /** By the class's name as the JVM writes it. */
  Map<String, Row> histogram() throws IOException {
    Map<String, Row> rows = new TreeMap<>();
    jcmd(Stream.of("GC.class_histogram"))
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(
            row ->
                rows.put(
                    row.group(3),
                    new Row(Long.parseLong(row.group(1)), Long.parseLong(row.group(2)))));
    return rows;
  }

  private String jcmd(Stream<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.tool("jcmd").toString());
    command.add(Long.toString(process.pid()));
    arguments.forEach(command::add);
    return run(command, 0);
  }

  /** Runs a command to its end and returns what it printed. */
  static String run(List<String> command, int exitCode) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as("%s: %s", command, printed).isEqualTo(exitCode);
    return printed;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      process.destroy();
    }
  }
}
