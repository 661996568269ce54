package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Connecting;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlesIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void whatIsOpenAndInFlightIsCountedByOwner(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url())
                .start(Connecting.class)) {
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  !collector.samples().isEmpty()
                      && collector.latest().metrics().containsKey(Metric.HANDLES));
      int port = Integer.parseInt(jvm.stdout().strip());
      jvm.say("open");
      await()
          .atMost(LIMIT)
          .until(() -> count(collector, "request-out", "localhost:" + port) == 500);
      await().atMost(LIMIT).until(() -> count(collector, "request-in", "GET /slow/{id}") == 3);
      assertThat(count(collector, "socket", "127.0.0.1:" + port)).isEqualTo(6 + 5);
      assertThat(count(collector, "listener", ":" + port)).isEqualTo(1);
      assertThat(collector.owners()).extracting(Owner::owner).doesNotContain(own(collector));
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(collector.latest().metrics())
                      .containsAllEntriesOf(
                          Map.of(Metric.REQUESTS_OUT, 503d, Metric.REQUESTS_IN, 3d)));
      assertThat(collector.latest().metrics().get(Metric.REQUESTS_OLDEST)).isPositive();
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(collector.owners())
                      .filteredOn(owner -> owner.owner().equals("GET /fast"))
                      .singleElement()
                      .satisfies(HandlesIT::hasOnlyEnded));

      assertThat(collector.samples())
          .extracting(Sample::metrics)
          .filteredOn(metrics -> metrics.getOrDefault("connects.slow", 0d) > 0)
          .singleElement()
          .satisfies(
              metrics -> {
                assertThat(metrics).containsEntry("connects.slow", 1d);
                assertThat(metrics.get("connects.slow.max")).isBetween(300d, 30_000d);
              });

      jvm.say("cancel");
      await()
          .atMost(LIMIT)
          .until(() -> count(collector, "request-out", "localhost:" + port) == 250);
      assertThat(jvm.stderr()).isEmpty();
      jvm.say("end");
      assertThat(jvm.exitCode()).isZero();
    }
  }

  /** All twenty were answered: what is left of them is how long they took. */
  private static void hasOnlyEnded(Owner owner) {
    assertThat(owner.count()).isZero();
    assertThat(owner.latency()).isNotNull();
    assertThat(owner.latency().p50()).isPositive();
    assertThat(owner.latency().p99()).isGreaterThanOrEqualTo(owner.latency().p50());
    assertThat(owner.latency().max()).isGreaterThanOrEqualTo(owner.latency().p99());
  }

  /** The agent's own connection to the collector must not be among the application's. */
  private static String own(FakeCollector collector) {
    return collector.url().substring("http://".length());
  }

  private static long count(FakeCollector collector, String kind, String owner) {
    return collector.owners().stream()
        .filter(held -> held.kind().equals(kind) && held.owner().equals(owner))
        .mapToLong(Owner::count)
        .sum();
  }
}
