package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Collecting;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections as the samples have them, against the VM's own log of pauses. */
class CollectionsIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** {@code [1.2s][info][gc] GC(7) Pause Remark 42M->42M(128M) 9.737ms}; no size on ZGC. */
  private static final Pattern PAUSE = Pattern.compile("(?:Pause [^\\n]*?) ([0-9]+[.,][0-9]+)ms");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "17, -XX:+UseSerialGC, old",
    "17, -XX:+UseParallelGC, old",
    "17, -XX:+UseG1GC, old",
    "17, -XX:+UseZGC, none",
    "17, -XX:+UseShenandoahGC, none",
    "25, -XX:+UseSerialGC, old",
    "25, -XX:+UseParallelGC, old",
    "25, -XX:+UseG1GC, old",
    "25, -XX:+UseZGC, young",
    "25, -XX:+UseShenandoahGC, none"
  })
  void pausesAndCountsAreThoseOfTheVmAndConcurrentCyclesAreNoPauses(
      int feature, String collectorFlag, String pool) throws Exception {
    Path log = folder.resolve("gc.log");
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url())
                .flags(
                    collectorFlag,
                    "-XX:+ExplicitGCInvokesConcurrent",
                    "-Xlog:gc,gc+phases:file=" + log)
                .start(Collecting.class)) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 8);
      jvm.say("");
      await().atMost(LIMIT).until(() -> jvm.stdout().contains("end"));
      // Nothing collects any more; what Flight Recorder has to tell comes within two samples.
      int seen = collector.samples().size();
      await().atMost(LIMIT).until(() -> collector.samples().size() >= seen + 4);

      List<Sample> samples = collector.samples();
      Sample last = samples.get(samples.size() - 1);
      assertThat(last.metrics().get(Metric.GC_COUNT)).isEqualTo(cycles(jvm.stdout()));
      assertThat(last.metrics().get("heap.after"))
          .isPositive()
          .isLessThanOrEqualTo(128d * 1024 * 1024);
      if (!pool.equals("none")) {
        assertThat(last.metrics()).containsKey("heap.after." + pool);
      }
      double logged = pauses(log);
      double told = sum(samples, Metric.GC_PAUSE);
      // The beans count whole milliseconds, and pauses before the first sample are not told.
      assertThat(told).isCloseTo(logged, within(0.15 * logged + 30));
      assertThat(samples)
          .allSatisfy(
              sample ->
                  assertThat(sample.metrics().getOrDefault(Metric.GC_CPU, 0d)).isBetween(0d, 1d));
      assertThat(samples).anySatisfy(CollectionsIT::hasPauses);
      boolean concurrent = collectorFlag.matches(".*(G1|Z|Shenandoah).*");
      assertThat(sum(samples, "gc.concurrent") > 0).isEqualTo(concurrent);
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  private static void hasPauses(Sample sample) {
    assertThat(sample.metrics().getOrDefault("gc.pauses", 0d)).isPositive();
    double p50 = sample.metrics().get("gc.pause.p50");
    double p99 = sample.metrics().get("gc.pause.p99");
    assertThat(p50).isPositive().isLessThanOrEqualTo(p99);
    assertThat(p99).isLessThanOrEqualTo(sample.metrics().get("gc.pause.max"));
  }

  private static double sum(List<Sample> samples, String metric) {
    return samples.stream().mapToDouble(sample -> sample.metrics().getOrDefault(metric, 0d)).sum();
  }

  /** Collections by the program's own beans, pauses of concurrent collectors left out. */
  private static double cycles(String stdout) {
    return stdout
        .lines()
        .filter(line -> line.contains(" "))
        .filter(line -> !line.contains("Pauses") && !line.startsWith("G1_Concurrent_GC"))
        .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[1]))
        .sum();
  }

  private static double pauses(Path log) throws IOException {
    double ms = 0;
    for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.find()) {
        ms += Double.parseDouble(pause.group(1));
      }
    }
    return ms;
  }
}
