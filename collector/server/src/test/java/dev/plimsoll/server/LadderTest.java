package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.reading.EventKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole ladder through the front door: samples in, commands and alerts out. */
class LadderTest {
  @TempDir Path data;

  private final TestClock clock = new TestClock();
  private Sink sink;
  private Collector collector;
  private Http http;
  private FakeRun run;

  @BeforeEach
  void start() throws Exception {
    sink = Sink.open();
    open();
    run = FakeRun.supervised(http, "push/0", clock.millis());
    run.supervisorEvent(EventKind.READY, clock.millis(), Map.of());
  }

  @AfterEach
  void stop() {
    collector.close();
    sink.close();
  }

  @Test
  void warnDumpAndRestartComeInOrderAndEachOnce() {
    sink(0.60, 0.71, 0.71, 0.71, 0.71);
    assertThat(kinds())
        .filteredOn(kind -> !kind.equals("alert-sent")) // comes when the webhook has answered
        .containsExactly("ready", "line-crossed warn");

    Reply reply = sink(0.76, 0.76, 0.76);
    assertThat(reply.commands()).extracting(Command::type).containsExactly("dump");
    Command dump = reply.commands().get(0);
    assertThat(dump.args()).containsEntry("reason", "line").containsKey("dump");

    assertThat(sink(0.89, 0.89, 0.89).commands()).as("repeated until answered").contains(dump);
    assertThat(run.supervisorAsks().commands()).as("the dump comes first").isEmpty();
    run.agentAnswers(new CommandStatus(dump.id(), CommandStatus.ACCEPTED, null));
    assertThat(run.agentAsks().commands()).isEmpty();

    run.agentEvent(
        EventKind.DUMP_REFUSED,
        clock.millis(),
        Map.of("dump", String.valueOf(dump.args().get("dump")), "reason", "line"));
    await().atMost(Duration.ofSeconds(5)).until(() -> !run.supervisorAsks().commands().isEmpty());
    assertThat(run.supervisorAsks().commands())
        .singleElement()
        .satisfies(
            command -> {
              assertThat(command.type()).isEqualTo("replace");
              assertThat(command.run()).isEqualTo(run.id());
            });

    sink(0.82, 0.82, 0.82, 0.82, 0.82);
    assertThat(kinds())
        .filteredOn(kind -> kind.startsWith("line"))
        .containsExactly("line-crossed warn", "line-crossed dump", "line-crossed restart");
    await().atMost(Duration.ofSeconds(5)).until(() -> sink.received().size() == 3);
    assertThat(sink.received().get(0))
        .contains("push/0", "push", run.id(), "71 %", "182 of 256 MiB")
        .contains(collector.url() + "/runs/" + run.id());
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> http.get("/api/v1/events?kind=alert-sent").items().size() == 3);
    assertThat(http.get("/api/v1/events?kind=alert-sent").items().toString())
        .contains("http://127.0.0.1")
        .doesNotContain("sEcReT");
  }

  @Test
  void aRestartOfTheCollectorRepeatsNoAlertAndNoDump() throws Exception {
    Reply reply = sink(0.76, 0.76, 0.76);
    await().atMost(Duration.ofSeconds(5)).until(() -> sink.received().size() == 2);

    collector.close();
    open();
    run = run.via(http);

    Reply after = sink(0.76, 0.76, 0.76, 0.76);
    assertThat(after.commands()).as("the same dump is still asked for").isEqualTo(reply.commands());
    assertThat(http.get("/api/v1/events?kind=line-crossed").items()).hasSize(2);
    assertThat(http.get("/api/v1/dumps").items()).hasSize(1);
    assertThat(sink.received()).hasSize(2);
    assertThat(http.get("/api/v1/services").items().toString()).contains("state=ready");
  }

  @Test
  void nonsenseInTheJournalDoesNotKeepTheCollectorFromStarting() throws Exception {
    run.agentEvent(EventKind.LINE_CROSSED, clock.millis(), Map.of("line", "keel"));
    run.agentEvent(EventKind.LINE_CLEARED, clock.millis(), Map.of());
    run.agentEvent(EventKind.REPLACED, clock.millis(), Map.of("oldRun", 7L));
    run.agentEvent(EventKind.DUMP_CAPTURED, clock.millis(), Map.of("dump", "../../etc/passwd"));

    collector.close();
    open();

    assertThat(http.get("/api/v1/runs/" + run.id()).get("state")).isEqualTo("ready");
    assertThat(http.get("/api/v1/dumps").items()).isEmpty();
  }

  @Test
  void samplesHeldBackDuringAnOutageAreStoredAndCauseNothing() {
    long past = clock.millis();
    clock.advance(Duration.ofMinutes(3));

    for (int i = 0; i < 60; i++) {
      run.sample(past + i * 1000L, 0.9);
    }

    assertThat(http.get("/api/v1/events?kind=line-crossed").items()).isEmpty();
    assertThat(run.agentAsks().commands()).isEmpty();
    assertThat(sink.received()).isEmpty();
  }

  @Test
  void garbageThatSwingsAboveASmallLiveHeapCausesNothing() {
    for (int i = 0; i < 180; i++) {
      sink(0.20); // used stands in the same sample and does not count
    }

    assertThat(kinds()).containsExactly("ready");
    assertThat(sink.received()).isEmpty();
  }

  @Test
  void anUnexpectedEndIsToldWithItsSentence() {
    sink(0.5);
    run.supervisorEvent(EventKind.EXIT, clock.millis(), FakeRun.exit("killed", 9));

    await().atMost(Duration.ofSeconds(5)).until(() -> sink.received().size() == 1);
    assertThat(sink.received().get(0))
        .contains("ended unexpectedly", "The process was killed with SIGKILL.");
  }

  @Test
  void anEndThatWasAskedForIsNoNews() {
    run.supervisorEvent(EventKind.EXIT, clock.millis(), FakeRun.exit("replaced", 15));
    run.supervisorEvent(
        EventKind.REPLACED, clock.millis(), Map.of("oldRun", run.id(), "newRun", "n"));

    await().atMost(Duration.ofSeconds(5)).until(() -> sink.received().size() == 1);
    assertThat(sink.received().get(0)).contains("replaced");
  }

  private void open() throws CollectorStartException {
    collector =
        Collector.start(
            CollectorOptions.in(data)
                .at("127.0.0.1", 0)
                .clock(clock)
                .webhooks(List.of(sink.webhook())));
    http = new Http(collector.url());
  }

  private Reply sink(double... fractions) {
    Reply reply = null;
    for (double fraction : fractions) {
      clock.advance(Duration.ofSeconds(1));
      reply = run.sample(clock.millis(), fraction);
    }
    if (reply == null) {
      throw new AssertionError("no fractions");
    }
    return reply;
  }

  /** Oldest first, with the line where there is one, without the alerts, which come by and by. */
  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    for (Map<String, Object> event : http.get("/api/v1/events?run=" + run.id()).items()) {
      Object line = event.get("line");
      String kind = event.get("kind").toString();
      if (!kind.startsWith("alert-")) {
        kinds.add(0, kind + (line == null ? "" : " " + line));
      }
    }
    return kinds;
  }
}
