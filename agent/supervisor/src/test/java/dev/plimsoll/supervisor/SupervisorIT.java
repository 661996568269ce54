package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  @TempDir Path directory;
  private FakeCollector collector;
  private Bench bench;

  @BeforeEach
  void startCollector() throws Exception {
    collector = FakeCollector.start();
    bench = new Bench(directory);
  }

  @AfterEach
  void stopCollector() {
    collector.close();
  }

  @Test
  void aServiceIsReportedStartedAndThenReadyWhenItsOwnListenerIsThere() throws Exception {
    int port = Bench.freePort();
    try (Supervisor supervisor = bench.start(bench.java(port).withPort(port), collector.uri())) {
      Event ready = awaitOne(EventKind.READY);
      assertThat(collector.kinds()).containsExactly("started", "ready");
      Identity run = identityOf(ready.run());
      assertThat(run.pid()).isEqualTo(Bench.whoServes(port));
      assertThat(run.service()).isEqualTo("push");
      assertThat(run.instance()).isEqualTo("push/0");
      assertThat(run.runtime()).isEqualTo("jvm");
      assertThat(run.supervisor()).isEqualTo(supervisor.id());
      assertThat(run.startedAt())
          .isEqualTo(
              ProcessHandle.of(run.pid())
                  .orElseThrow()
                  .info()
                  .startInstant()
                  .orElseThrow()
                  .toEpochMilli());
    }
    assertThat(collector.kinds())
        .containsExactly("started", "ready", "draining", "drained", "exit");
    assertThat(Bench.whoServes(port)).isZero();
  }

  @Test
  void aKilledRunIsReportedWithItsSignalAndItsLastLinesAndGetsASuccessor() throws Exception {
    int port = Bench.freePort();
    try (Supervisor supervisor = bench.start(bench.java(port).withPort(port), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      long first = identityOf(awaitOne(EventKind.READY).run()).pid();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      Map<?, ?> exit = (Map<?, ?>) awaitOne(EventKind.EXIT).data().get("exit");
      assertThat(exit.get("signal")).isEqualTo(9L);
      assertThat(exit.get("code")).isNull();
      assertThat(exit.get("cause")).isEqualTo("killed");
      assertThat((List<?>) exit.get("log"))
          .anyMatch(line -> line.equals("service: hello from the standard output"));
      await().atMost(SOON).until(() -> collector.events(EventKind.READY).size() == 2);
      assertThat(Bench.whoServes(port)).isNotZero().isNotEqualTo(first);
    }
  }

  @Test
  void aReplacementTakesTheSamePortOnlyAfterTheOldRunHasLeftIt() throws Exception {
    int port = Bench.freePort();
    try (Supervisor supervisor = bench.start(bench.java(port).withPort(port), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      String old = awaitOne(EventKind.READY).run();
      collector.ask(
          new Command("c1", old, Command.REPLACE, Map.of("reason", "a test"), Long.MAX_VALUE));
      Event replaced = awaitOne(EventKind.REPLACED);
      assertThat(collector.kinds())
          .containsExactly(
              "started",
              "ready",
              "replace-started",
              "started",
              "draining",
              "drained",
              "exit",
              "ready",
              "replaced");
      assertThat(replaced.data()).containsEntry("oldRun", old).containsEntry("reason", "a test");
      assertThat(Bench.whoServes(port)).isEqualTo(identityOf(replaced.run()).pid());
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(collector.statuses())
                      .contains(new CommandStatus("c1", CommandStatus.DONE, null)));
      assertThat(collector.events(EventKind.REPLACE_STARTED)).hasSize(1);
    }
  }

  private Event awaitOne(EventKind kind) {
    await().atMost(SOON).until(() -> !collector.events(kind).isEmpty());
    return collector.events(kind).get(0);
  }

  private Identity identityOf(String run) {
    return collector.batches().stream()
        .flatMap(batch -> batch.runs().stream())
        .filter(identity -> identity.run().equals(run))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
