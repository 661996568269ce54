package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Waiting;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aSampleComesEachSecondAndTheApplicationNoticesNothing(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("service=push,collector=" + collector.url())
                .flags("-XX:+UseG1GC")
                .start(Waiting.class, "7")) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 8);
      // What is woven, and Flight Recorder, come late on a machine that is busy.
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(collector.latest().metrics())
                    .containsKeys(Metric.HANDLES, "cpu.machine")
                    .containsEntry("agent.sockets", 1d);
                assertThat(collector.latest().metrics().get(Metric.ALLOC)).isLessThan(1_000_000);
              });
      Sample latest = collector.latest();
      assertThat(latest.metrics().get(Metric.RSS))
          .isCloseTo(kib(jvm.pid(), "VmRSS:") * 1024d, Percentage.withPercentage(3));
      assertThat(latest.metrics())
          .containsEntry(Metric.HEAP_MAX, 128d * 1024 * 1024)
          .containsKeys(
              Metric.HEAP_USED,
              Metric.HEAP_COMMITTED,
              Metric.NONHEAP,
              Metric.EXTERNAL,
              Metric.THREADS,
              Metric.FDS,
              Metric.SOCKETS,
              Metric.HANDLES,
              Metric.GC_COUNT,
              Metric.GC_PAUSE,
              Metric.GC_CPU,
              Metric.ALLOC,
              Metric.CPU,
              "cpu.machine")
          .doesNotContainKeys(Metric.REQUESTS_OUT, Metric.REQUESTS_IN, Metric.REQUESTS_OLDEST);
      // Its own to the collector, and what the JDK keeps as soon as there was one.
      assertThat(latest.metrics().get("agent.sockets")).isEqualTo(1);
      assertThat(latest.metrics().get(Metric.SOCKETS)).isLessThanOrEqualTo(2);
      assertThat(latest.metrics().get(Metric.THREADS))
          .isCloseTo(kib(jvm.pid(), "Threads:"), within(2d));
      // The application does nothing: all of this is ours.
      assertThat(latest.metrics().get(Metric.ALLOC)).isLessThan(1_000_000);
      // The first step is left out: on a busy machine the wall clock may be found to have been set.
      assertThat(gaps(collector.samples()).subList(1, 6)).containsOnly(1_000L);
      // Nothing is open; what else there is comes from Flight Recorder, or is the agent itself.
      assertThat(collector.owners())
          .extracting(Owner::kind)
          .isSubsetOf(
              "thread", "agent-thread", "alloc-class", "classes", "class-loader", "native-memory");
      assertThat(collector.owners())
          .filteredOn(owner -> owner.kind().equals("thread"))
          .extracting(Owner::owner)
          .contains("main")
          .noneMatch(owner -> owner.startsWith("plimsoll"));
      assertThat(jvm.agentThreads())
          .isSubsetOf(
              "plimsoll-main",
              "plimsoll-sample",
              "plimsoll-shippe",
              "plimsoll-guard",
              "plimsoll-dump");
      jvm.endInput();
      assertThat(jvm.exitCode()).isEqualTo(7);
      assertThat(collector.events()).extracting(Event::kind).containsExactly("started", "exit");
      assertThat(collector.runs())
          .singleElement()
          .matches(run -> run.service().equals("push") && run.pid() == jvm.pid());
      assertThat(jvm.stdout()).isEmpty();
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  private static List<Long> gaps(List<Sample> samples) {
    return IntStream.range(1, samples.size())
        .mapToObj(i -> samples.get(i).at() - samples.get(i - 1).at())
        .toList();
  }

  private static double kib(long pid, String label) throws Exception {
    return Files.readAllLines(Path.of("/proc", "" + pid, "status")).stream()
        .filter(line -> line.startsWith(label))
        .mapToDouble(
            line -> Double.parseDouble(line.substring(label.length()).replace("kB", "").trim()))
        .findFirst()
        .orElseThrow();
  }
}
