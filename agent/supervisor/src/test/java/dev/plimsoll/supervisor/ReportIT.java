package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What passes between a supervisor and its collector. */
@Timeout(60)
class ReportIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void makeBench() {
    bench = new Bench(directory);
  }

  @Test
  void whatHappensWhileTheCollectorIsAwayIsToldWhenItIsBack() throws Exception {
    int port = Bench.freePort();
    try (Supervisor supervisor =
        bench.start(bench.shell("sleep 0.1; exit 1"), URI.create("http://127.0.0.1:" + port))) {
      assertThat(supervisor.id()).isNotBlank();
      await()
          .atMost(SOON)
          .until(
              () -> bench.sentences().stream().filter(s -> s.contains("with code 1")).count() > 1);
      try (FakeCollector collector = FakeCollector.onPort(port)) {
        collector.awaitMany(EventKind.EXIT, 2);
        assertThat(collector.events().get(0).seq()).isEqualTo(1);
        assertThat(collector.kinds()).startsWith("started", "exit", "started", "exit");
      }
    }
    assertThat(bench.sentences())
        .filteredOn(sentence -> sentence.startsWith("the collector does not answer"))
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aCollectorThatFailsForAWhileLosesNothing() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      collector.answer(503);
      try (Supervisor supervisor = bench.start(bench.java(0), collector.uri())) {
        assertThat(supervisor.id()).isNotBlank();
        await()
            .atMost(SOON)
            .until(() -> bench.sentences().stream().anyMatch(s -> s.contains("503")));
        collector.answer(200);
        collector.awaitOne(EventKind.READY);
        assertThat(collector.events()).extracting(Event::seq).containsExactly(1L, 2L);
      }
    }
  }

  @Test
  void aBatchThatIsRefusedForGoodDoesNotStandInTheWay() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      collector.answer(400);
      try (Supervisor supervisor = bench.start(bench.java(0), collector.uri())) {
        assertThat(supervisor.id()).isNotBlank();
        await().atMost(SOON).until(() -> collector.refusedEvents() > 0);
        collector.answer(200);
        await()
            .atMost(SOON)
            .until(() -> collector.batches().stream().anyMatch(batch -> batch.dropped() > 0));
        assertThat(bench.sentences())
            .filteredOn(sentence -> sentence.contains("does not understand"))
            .hasSize(1);
      }
    }
  }

  @Test
  void theCollectorHearsOfEveryRunAgainAndAgain() throws Exception {
    try (FakeCollector collector = FakeCollector.start();
        Supervisor supervisor = bench.start(bench.java(0).withInstances(2), collector.uri())) {
      collector.awaitMany(EventKind.READY, 2);
      int before = collector.batches().size();
      await().atMost(SOON).until(() -> collector.batches().size() > before + 2);
      Batch last = collector.batches().get(before + 1);
      assertThat(last.sender()).isEqualTo(supervisor.id());
      assertThat(last.events()).isEmpty();
      assertThat(last.runs())
          .extracting(identity -> identity.instance())
          .containsExactlyInAnyOrder("push/0", "push/1");
    }
  }

  @Test
  void commandsThatCannotBeCarriedOutAreAnsweredWithAReason() throws Exception {
    try (FakeCollector collector = FakeCollector.start();
        Supervisor supervisor = bench.start(bench.java(0), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      String run = collector.awaitOne(EventKind.READY).run();
      collector.ask(new Command("late", run, Command.STOP, Map.of(), 1));
      collector.ask(new Command("odd", run, "fly", Map.of(), Long.MAX_VALUE));
      collector.ask(new Command("lost", "no-run", Command.STOP, Map.of(), Long.MAX_VALUE));
      assertThat(collector.awaitStatus("late").state()).isEqualTo(CommandStatus.REFUSED);
      assertThat(collector.awaitStatus("odd").state()).isEqualTo(CommandStatus.FAILED);
      assertThat(collector.awaitStatus("odd").text()).contains("fly");
      assertThat(collector.awaitStatus("lost").text()).contains("no-run");
      assertThat(collector.kinds()).containsExactly("started", "ready");
    }
  }
}
