package dev.plimsoll.compatibility.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One run of a server from its start to its end.
 *
 * @param answers what it answered
 * @param exitCode of the process that was started
 * @param log its output and that of its stop command, each line once, what changes from start to
 *     start taken out
 */
record Play(String answers, int exitCode, Set<String> log) {
  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final int ROUNDS = 20;

  /** Starts it, asks it again and again, lets {@code meanwhile} look at it, and stops it. */
  static Play of(Server server, Site site, Runnable meanwhile) throws Exception {
    Installed installed = server.install(site);
    Path log = site.folder().resolve("server-output.txt");
    Process process = start(installed, installed.command(), site, log);
    try {
      String first = firstAnswer(installed, process, log);
      Set<String> answers = new LinkedHashSet<>();
      for (int i = 0; i < ROUNDS; i++) {
        answers.add(installed.question().ask());
      }
      meanwhile.run();
      answers.add(installed.question().ask());
      answers.add(first);
      stop(installed, site, process, log);
      return new Play(String.join("\n", answers), process.exitValue(), lines(log));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Process start(Installed installed, List<String> command, Site site, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(site.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PLIMSOLL_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(installed.environment());
    return builder.start();
  }

  private static String firstAnswer(Installed installed, Process process, Path log) {
    return Awaitility.await("the first answer")
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IOException("it ended: " + Files.readString(log));
              }
              try {
                return installed.question().ask();
              } catch (IOException e) {
                return "";
              }
            },
            answer -> !answer.isEmpty());
  }

  private static void stop(Installed installed, Site site, Process process, Path log)
      throws Exception {
    if (installed.stopCommand().isEmpty()) {
      process.destroy();
    } else {
      Process stop = start(installed, installed.stopCommand(), site, log);
      if (!stop.waitFor(2, TimeUnit.MINUTES) || stop.exitValue() != 0) {
        throw new IOException("the stop command failed: " + Files.readString(log));
      }
    }
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new IOException("it does not stop: " + Files.readString(log));
    }
  }

  private static Set<String> lines(Path log) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      lines.add(
          line.replaceAll("\\x1b\\[[0-9;]*m", "")
              .replaceAll("-javaagent:[^\\s,]+plimsoll[^\\s\\]]*", "AGENT")
              .replaceAll("/[^\\s:]*junit[^\\s:;,]*", "FOLDER")
              .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "#")
              .replaceAll("(?<= \\[)[\\w-]+[:-]\\d+(?=\\] )", "THREAD")
              .replaceAll("\\b[0-9a-f]{6,}\\b", "#")
              .replaceAll("[0-9]+", "#")
              .trim());
    }
    return new LinkedHashSet<>(lines);
  }
}
