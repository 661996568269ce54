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
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections as the samples have them, against the VM's own log of pauses. */
class CollectionsIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** {@code [2026-11-21T14:00:00.123+0000] GC(7) Pause Remark 42M->42M(128M) 9.737ms}. */
  private static final Pattern PAUSE =
      Pattern.compile("^\\[([^]]+)\\] .*Pause .* ([0-9]+[.,][0-9]+)ms$");

  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);

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
                    "-Xlog:gc,gc+phases:file=" + log + ":utctime")
                .start(Collecting.class)) {
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  collector.samples().size() >= 8
                      && collector.latest().metrics().getOrDefault("gc.pauses", 0d) > 0);
      long before = collections(jvm);
      // Nothing but the agent allocates any more; what the recorder has to tell comes soon.
      int seen = collector.samples().size();
      await().atMost(LIMIT).until(() -> collector.samples().size() >= seen + 4);
      List<Sample> samples = collector.samples();
      long after = collections(jvm);

      Sample last = samples.get(samples.size() - 1);
      assertThat(last.metrics().get(Metric.GC_COUNT)).isBetween((double) before, (double) after);
      assertThat(last.metrics().get("heap.after"))
          .isPositive()
          .isLessThanOrEqualTo(128d * 1024 * 1024);
      if (!pool.equals("none")) {
        assertThat(last.metrics()).containsKey("heap.after." + pool);
      }
      double logged = pausesAfter(log, samples.get(0).at());
      double told = sum(samples, Metric.GC_PAUSE);
      // The first sample has no rates, and lies somewhere in its second.
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

  /** By the program's own beans; it stops collecting at the first question. */
  private static long collections(AgentJvm jvm) throws IOException {
    int heard = jvm.stdout().length();
    jvm.say("");
    await().atMost(LIMIT).until(() -> jvm.stdout().substring(heard).endsWith("\n"));
    return Long.parseLong(jvm.stdout().substring(heard).trim());
  }

  private static double pausesAfter(Path log, long at) throws IOException {
    double ms = 0;
    for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
      Matcher pause = PAUSE.matcher(line);
      if (pause.find() && LOG_TIME.parse(pause.group(1), Instant::from).toEpochMilli() > at) {
        ms += Double.parseDouble(pause.group(2).replace(',', '.'));
      }
    }
    return ms;
  }
}
