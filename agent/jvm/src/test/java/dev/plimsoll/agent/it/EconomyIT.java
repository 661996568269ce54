package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Allocating;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Owner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

  /** The agent is kept busy with histograms, whose text it has to read; then it is left alone. */
  @Test
  void whatWentComesBackWhenTheAgentIsCheapAgain() throws Exception {
    double idle = idleAllocation();
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(17), folder)
                .args(
                    "collector=" + collector.url() + ",budget=50:" + (long) (idle * 10) + ":2:4:15")
                .start(Allocating.class)) {
      await().atMost(LIMIT).until(() -> !collector.samples().isEmpty());
      int asked = 0;
      while (off(collector) < 1) {
        assertThat(asked).as("histograms asked for").isLessThan(300);
        collector.ask(histogram(collector, "h" + asked++));
        int seen = asked;
        await().atMost(LIMIT).until(() -> collector.statuses().containsKey("h" + (seen - 1)));
      }
      await().atMost(LIMIT).until(() -> off(collector) == 0);
      List<Event> events = economy(collector);
      assertThat(events.get(0).data())
          .containsEntry("feature", "allocation-samples")
          .containsEntry("on", false);
      assertThat(events.get(events.size() - 1).data())
          .containsEntry("feature", "allocation-samples")
          .containsEntry("on", true);
      await().atMost(LIMIT).until(() -> hasKind(collector, "alloc-class"));
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  /** Bytes a second of an agent that nobody asks for anything, once its start is over. */
  private double idleAllocation() throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(17), folder)
                .args("collector=" + collector.url())
                .start(Allocating.class)) {
      await().atMost(LIMIT).until(() -> hasKind(collector, "alloc-class"));
      int seen = collector.samples().size();
      await().atMost(LIMIT).until(() -> collector.samples().size() >= seen + 12);
      List<Double> allocations =
          collector.samples().stream()
              .skip(seen)
              .map(sample -> sample.metrics().get("agent.alloc"))
              .sorted()
              .toList();
      return allocations.get(allocations.size() / 2);
    }
  }

  private static Command histogram(FakeCollector collector, String id) {
    return new Command(
        id,
        collector.runs().get(0).run(),
        Command.HISTOGRAM,
        Map.of("top", 500L, "force", true),
        System.currentTimeMillis() + 60_000);
  }

  private static double off(FakeCollector collector) {
    return collector.latest().metrics().getOrDefault("agent.off", 0d);
  }

  private static boolean hasKind(FakeCollector collector, String kind) {
    return collector.owners().stream().map(Owner::kind).anyMatch(kind::equals);
  }

  private static List<Event> economy(FakeCollector collector) {
    return collector.events().stream()
        .filter(event -> event.kind().equals("agent-economy"))
        .toList();
  }
}
