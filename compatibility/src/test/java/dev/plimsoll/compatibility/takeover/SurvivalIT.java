package dev.plimsoll.compatibility.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.Supervisor;
import dev.plimsoll.supervisor.instance.Outcome;
import dev.plimsoll.supervisor.instance.RunView;
import dev.plimsoll.supervisor.local.LocalSupervisor;
import dev.plimsoll.supervisor.local.LocalSupervisors;
import dev.plimsoll.testkit.Jdk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Not one request may fail when the supervisor is killed, nor under the next one. */
@Timeout(300)
class SurvivalIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CLIENTS = 10;
  private static final String NODE =
      """
      require('http').createServer((q, a) => setTimeout(() => a.end(String(process.pid)), 5))
          .listen(Number(process.argv[2]));
      """;

  @TempDir Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"17, jdk", "25, tomcat", "0, node"})
  void theNextSupervisorGoesOnWithWhatIsThere(int feature, String kind) throws Exception {
    int port = freePort();
    List<String> command = kind.equals("node") ? node(port) : jvm(feature, kind, port);
    Process first = supervising(command);
    try {
      RunView old = awaitReady(0);
      try (Clients kept = Clients.start(port, CLIENTS, true);
          Clients fresh = Clients.start(port, CLIENTS, false)) {
        awaitAnswers(kept, 100);
        first.destroyForcibly().waitFor();
        awaitAnswers(kept, 200);
        awaitAnswers(fresh, 200);
        try (Supervisor supervisor = second(command)) {
          assertThat(supervisor.id()).isNotBlank();
          assertThat(awaitReady(0).pid()).isEqualTo(old.pid());
          awaitAnswers(kept, 100);
          Outcome outcome = onlyOne().replace("push", "by the new one", step -> {});
          assertThat(outcome.result()).as(outcome.text()).isEqualTo(Outcome.Result.DONE);
          awaitAnswers(kept, 200);
          awaitAnswers(fresh, 200);
          kept.close();
          assertThat(kept.failures()).as(String.join("\n", told)).isEmpty();
          assertThat(fresh.failures()).as(String.join("\n", told)).isEmpty();
          assertThat(fresh.answers()).as("runs that have answered").hasSize(2);
          System.err.printf(
              "[survival] %s: 0 of %d failed%n", kind, kept.answered() + fresh.answered());

          RunView next = awaitReady(old.pid());
          ProcessHandle.of(next.pid()).orElseThrow().destroyForcibly();
          awaitReady(next.pid());
          awaitAnswers(fresh, 100);
          fresh.close();
          assertThat(fresh.failures().keySet()).noneMatch(text -> text.contains("refused"));
        }
      }
    } finally {
      first.destroyForcibly();
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("Exception");
  }

  private static List<String> jvm(int feature, String kind, int port) {
    return List.of(
        Jdk.of(feature).java().toString(),
        "-Xmx128m",
        "-cp",
        System.getProperty("surefire.test.class.path", ""),
        Served.class.getName(),
        kind,
        String.valueOf(port),
        "5");
  }

  private List<String> node(int port) throws IOException {
    Path script = Files.writeString(folder.resolve("served.js"), NODE);
    return List.of("node", script.toString(), String.valueOf(port));
  }

  private Process supervising(List<String> command) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Jdk.of(17).java().toString());
    words.add("-Xmx64m");
    words.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    words.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    for (String property : List.of("plimsoll.agent.jar", "plimsoll.node.agent")) {
      words.add("-D" + property + "=" + System.getProperty(property, ""));
    }
    words.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", "")));
    words.addAll(List.of(Supervising.class.getName(), folder.toString()));
    words.addAll(command);
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("first.log").toFile())
        .start();
  }

  private Supervisor second(List<String> command) throws IOException {
    return Supervisor.start(
        Supervising.options(folder, command).withOutput(printed, printed).withConsole(told::add));
  }

  private LocalSupervisor onlyOne() throws IOException {
    return LocalSupervisors.in(folder.resolve("run")).get(0);
  }

  /** The run that serves, as soon as it is another one than that. */
  private RunView awaitReady(long notPid) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                onlyOne().list().stream()
                    .filter(run -> run.state().equals("ready") && run.pid() != notPid)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static void awaitAnswers(Clients clients, int more) {
    long before = clients.answered();
    await().atMost(PATIENCE).until(() -> clients.answered() - before >= more);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
