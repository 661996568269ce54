package dev.plimsoll.compatibility.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.Supervisor;
import dev.plimsoll.supervisor.SupervisorOptions;
import dev.plimsoll.supervisor.instance.Outcome;
import dev.plimsoll.supervisor.instance.RunView;
import dev.plimsoll.supervisor.local.LocalSupervisor;
import dev.plimsoll.supervisor.local.LocalSupervisors;
import dev.plimsoll.supervisor.spec.ReadySpec;
import dev.plimsoll.supervisor.spec.RestartSpec;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.spec.StopSpec;
import dev.plimsoll.testkit.Jdk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Not one request may fail while a server that knows nothing of it is replaced. */
@Timeout(180)
class TakeoverIT {
  private static final Path AGENT = Path.of(System.getProperty("plimsoll.agent.jar", ""));
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CLIENTS = 20;
  private static final int ROUNDS = 2;
  private static final ReadySpec AT_ONCE =
      new ReadySpec(Duration.ofSeconds(60), Duration.ofMillis(100));

  /** Settles for longer than a broken one lasts. */
  private static final ReadySpec WARY =
      new ReadySpec(Duration.ofSeconds(15), Duration.ofMillis(2_500));

  @TempDir Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    "17, jdk, true",
    "25, jdk, false",
    "17, tomcat, true",
    "25, tomcat, false",
    "17, jetty, true",
    "25, netty, true",
    "17, socket, false",
    "25, async, false"
  })
  void noRequestIsDroppedWhileARunIsReplaced(int feature, String kind, boolean keepAlive)
      throws Exception {
    int port = freePort();
    try (Supervisor supervisor = start(feature, kind, port, AT_ONCE)) {
      assertThat(supervisor.id()).isNotBlank();
      awaitReady();
      try (Clients clients = Clients.start(port, CLIENTS, keepAlive)) {
        for (int round = 1; round <= ROUNDS; round++) {
          awaitAnswers(clients, 200);
          Outcome outcome = onlyOne().replace("push", "round " + round, step -> {});
          assertThat(outcome.result()).as(outcome.text()).isEqualTo(Outcome.Result.DONE);
        }
        awaitAnswers(clients, 200);
        clients.close();
        System.err.printf(
            "[takeover] %d %s keep-alive %s: %d of %d failed %s%n",
            feature, kind, keepAlive, clients.failed(), clients.answered(), clients.failures());
        assertThat(clients.failures()).as(String.join("\n", told)).isEmpty();
        assertThat(clients.answers()).as("runs that have answered").hasSize(ROUNDS + 1);
      }
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("Exception");
  }

  @Test
  void whatComesWhileAKilledRunIsStartedAgainWaits() throws Exception {
    int port = freePort();
    try (Supervisor supervisor = start(17, "jdk", port, AT_ONCE)) {
      assertThat(supervisor.id()).isNotBlank();
      RunView old = awaitReady();
      try (Clients clients = Clients.start(port, CLIENTS, false)) {
        awaitAnswers(clients, 100);
        ProcessHandle.of(old.pid()).orElseThrow().destroyForcibly();
        await()
            .atMost(PATIENCE)
            .until(() -> onlyOne().list().stream().noneMatch(run -> run.pid() == old.pid()));
        awaitReady();
        awaitAnswers(clients, 100);
        clients.close();
        assertThat(clients.failures().keySet()).noneMatch(text -> text.contains("refused"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"throws", "hangs", "dies", "other port"})
  void aBrokenVersionCostsNothingButItsReason(String how) throws Exception {
    int port = freePort();
    Path broken = folder.resolve("broken");
    try (Supervisor supervisor = start(17, "jdk", port, WARY, broken.toString())) {
      assertThat(supervisor.id()).isNotBlank();
      RunView old = awaitReady();
      try (Clients clients = Clients.start(port, CLIENTS, true)) {
        awaitAnswers(clients, 100);
        Files.writeString(broken, how);
        Outcome outcome = onlyOne().replace("push", "a new version", step -> {});
        awaitAnswers(clients, 100);
        clients.close();
        assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
        assertThat(outcome.text())
            .contains("the old one serves on")
            .contains(
                switch (how) {
                  case "throws" -> "IllegalStateException: the configuration has no customers";
                  case "hangs" -> "was not ready within 15 s";
                  case "dies" -> "out of licences";
                  default -> "it listens on port " + (port + 1) + ", not on port " + port;
                });
        assertThat(clients.failures()).as(outcome.text()).isEmpty();
        assertThat(clients.answers().keySet()).containsExactly(String.valueOf(old.pid()));
      }
      assertThat(awaitReady().pid()).isEqualTo(old.pid());
      assertThat(awaitReady().trouble()).contains("the old one serves on");
    }
  }

  private Supervisor start(int feature, String kind, int port, ReadySpec ready, String... more)
      throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Jdk.of(feature).java().toString(),
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("surefire.test.class.path", ""),
                    Served.class.getName(),
                    kind,
                    String.valueOf(port),
                    "5"),
                Stream.of(more))
            .toList();
    ServiceSpec service =
        ServiceSpec.of("push", command)
            .withReady(ready)
            .withRestart(
                new RestartSpec(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30)))
            .withStop(new StopSpec("SIGTERM", Duration.ofSeconds(10)))
            .withEnvironment(Map.of("PLIMSOLL_DEBUG", "1"));
    return Supervisor.start(
        SupervisorOptions.of(List.of(service))
            .withAgentJar(AGENT)
            .withDirectories(folder.resolve("run"), folder.resolve("state"))
            .withOutput(printed, printed)
            .withConsole(told::add));
  }

  private LocalSupervisor onlyOne() throws IOException {
    return LocalSupervisors.in(folder.resolve("run")).get(0);
  }

  private RunView awaitReady() {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> onlyOne().list().stream().filter(run -> run.state().equals("ready")).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private void awaitAnswers(Clients clients, int more) {
    long before = clients.answered();
    await().atMost(PATIENCE).until(() -> clients.answered() - before >= more);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
