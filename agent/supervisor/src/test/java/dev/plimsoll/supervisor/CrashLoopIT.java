package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.supervisor.instance.RunView;
import dev.plimsoll.supervisor.local.LocalSupervisors;
import dev.plimsoll.supervisor.spec.RestartSpec;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that end again and again, and are back when their trouble is over. */
@Timeout(60)
class CrashLoopIT {
  private static final Duration SOON = Duration.ofSeconds(25);
  private static final RestartSpec RESTART =
      new RestartSpec(
          Duration.ofMillis(50),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofMillis(2_000),
          5,
          Duration.ofMinutes(1));

  @TempDir Path directory;
  private FakeCollector collector;
  private Bench bench;
  private Path trouble;

  @BeforeEach
  void startCollector() throws Exception {
    collector = FakeCollector.start();
    bench = new Bench(directory);
    trouble = Files.createFile(directory.resolve("trouble"));
  }

  @AfterEach
  void stopCollector() {
    collector.close();
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "1.2, 1.2", "2.2, 0.1"})
  void aServiceThatKeepsDyingIsFoundOutAndComesBackByItself(String first, String then)
      throws Exception {
    Path second = directory.resolve("second");
    ServiceSpec service =
        bench
            .shell(
                "[ -e %s ] || exec sleep 60; [ -e %s ] && sleep %s || sleep %s; touch %s; echo no such table; exit 3"
                    .formatted(trouble, second, then, first, second))
            .withRestart(RESTART);
    try (Supervisor supervisor = bench.start(service, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      Event found = awaitLoop();
      assertThat(collector.events(EventKind.STARTED)).hasSizeLessThanOrEqualTo(10);
      assertThat(found.text())
          .contains("with code 3")
          .contains(": no such table")
          .contains("It has ended 5 times within");
      assertThat(onlyRun().state()).isEqualTo("crash-looping");
      assertThat(onlyRun().trouble()).contains("no such table");

      Files.delete(trouble);
      await().atMost(SOON).until(() -> onlyRun().state().equals("ready"));
      await()
          .atMost(SOON)
          .until(
              () ->
                  collector.events(EventKind.READY).stream()
                      .anyMatch(event -> event.text().contains("has recovered")));
    }
  }

  @Test
  void aTakenPortIsNamedAndTakenAsSoonAsItIsFree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      RestartSpec slow =
          new RestartSpec(
              Duration.ofMillis(50),
              Duration.ofMillis(20),
              Duration.ofMinutes(5),
              Duration.ofMillis(2_000),
              3,
              Duration.ofMinutes(10));
      ServiceSpec service = bench.java(port).withPort(port).withRestart(slow);
      try (Supervisor supervisor = bench.start(service, collector.uri())) {
        assertThat(supervisor.id()).isNotBlank();
        Event found = awaitLoop();
        assertThat(found.text())
            .contains("Port %d is held by pid %d (".formatted(port, ProcessHandle.current().pid()));
        taken.close();
        await().atMost(SOON).until(() -> onlyRun().state().equals("ready"));
        assertThat(Bench.whoServes(port)).isEqualTo(onlyRun().pid());
      }
    }
  }

  @Test
  void aCommandThatIsNotThereIsACrashLoopToo() throws Exception {
    ServiceSpec missing =
        ServiceSpec.of("push", List.of(directory.resolve("later").toString())).withRestart(RESTART);
    try (Supervisor supervisor = bench.start(missing, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      assertThat(awaitLoop().text()).contains("there is no program");
      assertThat(onlyRun().state()).isEqualTo("crash-looping");
    }
  }

  private Event awaitLoop() {
    return await()
        .atMost(SOON)
        .until(
            () ->
                collector.events(EventKind.EXIT).stream()
                    .filter(CrashLoopIT::beginsLoop)
                    .findFirst()
                    .orElse(null),
            event -> event != null);
  }

  private static boolean beginsLoop(Event exit) {
    return FakeCollector.exitOf(exit).get("crashLoop") instanceof Map<?, ?> loop
        && Boolean.TRUE.equals(loop.get("justFound"));
  }

  private RunView onlyRun() throws Exception {
    return LocalSupervisors.in(bench.runtime()).get(0).list().get(0);
  }
}
