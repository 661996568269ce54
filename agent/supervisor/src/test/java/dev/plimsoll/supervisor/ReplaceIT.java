package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.supervisor.spec.ReadySpec;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New runs in the place of old ones. */
class ReplaceIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  @TempDir Path directory;
  private FakeCollector collector;
  private Bench bench;
  private Path trouble;
  private int port;

  @BeforeEach
  void startCollector() throws Exception {
    collector = FakeCollector.start();
    bench = new Bench(directory);
    trouble = directory.resolve("trouble");
    port = Bench.freePort();
  }

  @AfterEach
  void stopCollector() {
    collector.close();
  }

  @Test
  void aReplacementTakesTheSamePortOnlyAfterTheOldRunHasLeftIt() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(port).withPort(port), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      String old = collector.awaitOne(EventKind.READY).run();
      ask("c1", old);
      Event replaced = collector.awaitOne(EventKind.REPLACED);
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
      assertThat(replaced.data())
          .containsEntry("oldRun", old)
          .containsEntry("newRun", replaced.run())
          .containsEntry("reason", "a test");
      assertThat(Bench.whoServes(port)).isEqualTo(collector.identityOf(replaced.run()).pid());
      assertThat(bench.output()).contains("agent: MayBind[port=" + port + ",");
      assertThat(collector.awaitStatus("c1").state()).isEqualTo(CommandStatus.DONE);
      Map<?, ?> exit = FakeCollector.exitOf(collector.awaitOne(EventKind.EXIT));
      assertThat(exit.get("cause")).isEqualTo("replaced");
      assertThat(collector.events(EventKind.REPLACE_STARTED)).hasSize(1);
    }
  }

  @Test
  void theHeldPortNeedNotBeDeclared() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(port), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      String old = collector.awaitOne(EventKind.READY).run();
      ask("c1", old);
      Event replaced = collector.awaitOne(EventKind.REPLACED);
      assertThat(Bench.whoServes(port)).isEqualTo(collector.identityOf(replaced.run()).pid());
    }
  }

  @Test
  void aNewRunThatDiesLeavesTheOldOneServing() throws Exception {
    ServiceSpec service = bench.java(port, "die=" + trouble).withPort(port);
    try (Supervisor supervisor = bench.start(service, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      String old = collector.awaitOne(EventKind.READY).run();
      Files.createFile(trouble);
      ask("c1", old);
      Event failed = collector.awaitOne(EventKind.REPLACE_FAILED);
      assertThat(failed.run()).isEqualTo(old);
      assertThat(failed.text())
          .contains("the old one serves on")
          .endsWith("service: cannot read its configuration");
      assertThat((List<?>) failed.data().get("log"))
          .anyMatch(line -> line.equals("service: cannot read its configuration"));
      assertThat(collector.awaitStatus("c1").state()).isEqualTo(CommandStatus.FAILED);
      assertThat(Bench.whoServes(port)).isEqualTo(collector.identityOf(old).pid());
      assertThat(collector.kinds()).doesNotContain("draining").containsOnlyOnce("exit");

      Files.delete(trouble);
      ask("c2", old);
      collector.awaitOne(EventKind.REPLACED);
    }
  }

  @Test
  void aNewRunThatDoesNotGetReadyIsStoppedAndLeavesTheOldOneServing() throws Exception {
    ServiceSpec service =
        bench
            .java(port, "hang=" + trouble)
            .withPort(port)
            .withReady(new ReadySpec(Duration.ofSeconds(2), Duration.ZERO));
    try (Supervisor supervisor = bench.start(service, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      String old = collector.awaitOne(EventKind.READY).run();
      Files.createFile(trouble);
      ask("c1", old);
      collector.awaitOne(EventKind.REPLACE_STARTED);
      ask("c2", old);
      assertThat(collector.awaitStatus("c2"))
          .isEqualTo(
              new CommandStatus("c2", CommandStatus.REFUSED, "push/0 is being replaced already."));
      Event failed = collector.awaitOne(EventKind.REPLACE_FAILED);
      assertThat(failed.text()).contains("was not ready within 2 s");
      assertThat(Bench.whoServes(port)).isEqualTo(collector.identityOf(old).pid());
      String failedRun = String.valueOf(failed.data().get("newRun"));
      assertThat(ProcessHandle.of(collector.identityOf(failedRun).pid())).isEmpty();
    }
  }

  @Test
  void anOldRunThatDiesWhileItsReplacementStartsIsSucceededByIt() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(port).withPort(port), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      String old = collector.awaitOne(EventKind.READY).run();
      ProcessHandle process = ProcessHandle.of(collector.identityOf(old).pid()).orElseThrow();
      ask("c1", old);
      collector.awaitMany(EventKind.STARTED, 2);
      process.destroyForcibly();
      Event replaced = collector.awaitOne(EventKind.REPLACED);
      assertThat(collector.events(EventKind.EXIT)).hasSize(1);
      assertThat(Bench.whoServes(port)).isEqualTo(collector.identityOf(replaced.run()).pid());
    }
  }

  @Test
  void withoutAnAgentTheOldRunLeavesThePortFirst() throws Exception {
    ServiceSpec service = bench.java(port).withPort(port);
    try (Supervisor supervisor =
        Supervisor.start(bench.options(service, collector.uri()).withAgentJar(null))) {
      assertThat(supervisor.id()).isNotBlank();
      String old = collector.awaitOne(EventKind.READY).run();
      ask("c1", old);
      Event replaced = collector.awaitOne(EventKind.REPLACED);
      assertThat(collector.kinds())
          .containsSubsequence("replace-started", "draining", "exit", "started", "ready");
      assertThat(Bench.whoServes(port)).isEqualTo(collector.identityOf(replaced.run()).pid());
    }
  }

  @Test
  void aServiceWithoutListenerIsReplacedWhenTheNewRunHasLivedLongEnough() throws Exception {
    try (Supervisor supervisor = bench.start(bench.shell("exec sleep 60"), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      String old = collector.awaitOne(EventKind.READY).run();
      ask("c1", old);
      Event replaced = collector.awaitOne(EventKind.REPLACED);
      assertThat(collector.kinds())
          .containsSubsequence("replace-started", "started", "draining", "exit", "replaced");
      assertThat(ProcessHandle.of(collector.identityOf(replaced.run()).pid())).isPresent();
      await().atMost(SOON).until(() -> ProcessHandle.of(collector.identityOf(old).pid()).isEmpty());
    }
  }

  private void ask(String id, String run) {
    collector.ask(
        new Command(id, run, Command.REPLACE, Map.of("reason", "a test"), Long.MAX_VALUE));
  }
}
