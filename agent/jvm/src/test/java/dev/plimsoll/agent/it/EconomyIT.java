package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Allocating;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Owner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EconomyIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void withATinyBudgetAllThatCanGoGoesInOrderAndSamplesStillCome(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url() + ",budget=0.000001:1:1:1:8")
                .start(Allocating.class)) {
      await().atMost(LIMIT).until(() -> !collector.samples().isEmpty());
      await().atMost(LIMIT).until(() -> off(collector) == 4);
      assertThat(economy(collector))
          .extracting(event -> event.data().get("feature"))
          .containsExactly(
              "allocation-samples", "class-loaders", "owner-details", "flight-recorder");
      assertThat(economy(collector)).allSatisfy(event -> assertThat(event.text()).endsWith("off."));
      int seen = collector.samples().size();
      await().atMost(LIMIT).until(() -> collector.samples().size() >= seen + 3);
      assertThat(collector.latest().metrics())
          .doesNotContainKey("gc.pauses")
          .containsKeys("heap.used", "gc.pause", "agent.cpu", "agent.alloc", "agent.threads");
      assertThat(hasKind(collector, "alloc-class")).isFalse();
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  /** To weave without a cache takes far more than the budget, and nothing after it does. */
  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void whatHadToGoForAStormOfWorkComesBackInTheCalmAfterIt(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url() + ",cache=off,budget=10:4m:1:2:0")
                .start(Allocating.class)) {
      await().atMost(LIMIT).until(() -> !economy(collector).isEmpty());
      Event first = economy(collector).get(0);
      assertThat(first.text()).endsWith("off.");
      await()
          .atMost(LIMIT)
          .until(
              () -> last(economy(collector)).text().endsWith("on again.") && off(collector) == 0);
      assertThat(last(economy(collector)).data().get("feature"))
          .isEqualTo(first.data().get("feature"));
      // Flight Recorder is listened to again.
      await().atMost(LIMIT).until(() -> hasKind(collector, "alloc-class"));
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  private static double off(FakeCollector collector) {
    return collector.latest().metrics().getOrDefault("agent.off", 0d);
  }

  private static boolean hasKind(FakeCollector collector, String kind) {
    return collector.owners().stream().map(Owner::kind).anyMatch(kind::equals);
  }

  private static Event last(List<Event> events) {
    return events.get(events.size() - 1);
  }

  private static List<Event> economy(FakeCollector collector) {
    return collector.events().stream()
        .filter(event -> event.kind().equals("agent-economy"))
        .toList();
  }
}
