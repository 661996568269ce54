package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.reading.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
  @TempDir Path data;

  private final TestClock clock = new TestClock();
  private Collector collector;
  private Http http;

  @BeforeEach
  void start() throws CollectorStartException {
    collector = Collector.start(CollectorOptions.in(data).at("127.0.0.1", 0).clock(clock));
    http = new Http(collector.url());
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void aSampleThatWasAcknowledgedCanBeReadFromTheTimeline() {
    FakeRun run = FakeRun.supervised(http, "push/0", clock.millis());

    Reply reply = run.sample(clock.millis(), 0.5);

    assertThat(reply.ack()).isEqualTo(1);
    assertThat(reply.policies()).containsKey(run.id());
    Http.Answer timeline = http.get("/api/v1/timeline?run=" + run.id() + "&metrics=heap.live");
    assertThat(timeline.get("times")).isEqualTo(List.of(clock.millis() / 1000 * 1000));
    assertThat(timeline.get("series"))
        .isEqualTo(
            Map.of(
                "heap.live",
                Map.of(
                    "min", List.of(134217728L),
                    "max", List.of(134217728L),
                    "avg", List.of(134217728L),
                    "last", List.of(134217728L))));
  }

  @Test
  void aBatchSentAgainAfterALostReplyIsStoredOnce() {
    FakeRun run = FakeRun.supervised(http, "push/0", clock.millis());
    List<Sample> samples =
        List.of(run.reading(clock.millis(), 0.4), run.reading(clock.millis() + 1, 0.5));

    http.ingest(run.batch(samples));
    Reply again = http.ingest(run.batch(samples));

    assertThat(again.ack()).isEqualTo(2);
    Http.Answer timeline = http.get("/api/v1/timeline?run=" + run.id() + "&metrics=heap.live");
    assertThat(timeline.get("series").toString()).contains("avg=[1.207959552E8]");
  }

  @Test
  void aRunGoesThroughItsStates() {
    FakeRun run = FakeRun.supervised(http, "push/0", clock.millis());

    run.supervisorEvent(EventKind.STARTED, clock.millis(), Map.of());
    assertThat(state(run)).isEqualTo("starting");
    run.supervisorEvent(EventKind.READY, clock.millis(), Map.of());
    assertThat(state(run)).isEqualTo("ready");
    run.sample(clock.millis(), 0.5);

    clock.advance(Duration.ofSeconds(16));
    await().atMost(Duration.ofSeconds(5)).until(() -> state(run).equals("lost"));
    run.sample(clock.millis(), 0.5);
    await().atMost(Duration.ofSeconds(5)).until(() -> state(run).equals("ready"));

    run.supervisorEvent(EventKind.EXIT, clock.millis(), FakeRun.exit("killed", 9));
    assertThat(state(run)).isEqualTo("crashed");
    assertThat(http.get("/api/v1/runs/" + run.id()).get("exit").toString()).contains("signal=9");
  }

  private String state(FakeRun run) {
    return http.get("/api/v1/runs/" + run.id()).get("state").toString();
  }
}
