package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Allocating;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same application under each collector: garbage without end, and then really full. ZGC counts
 * whole pages of 2 MiB as used, of which some two dozen are partly filled at any time; in a heap of
 * 200 MiB that alone is more than the tenth allowed here.
 */
class LiveHeapIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int STORM_SECONDS = 6;

  @TempDir Path folder;

  /**
   * The last column is how near live heap must be to the histogram, percent. Where a collector
   * stops the world to look at the whole heap, 10; where it looks while the program runs, what died
   * meanwhile still counts, and ZGC counts pages of 2 MiB: 7 to 25 % were measured.
   */
  @ParameterizedTest
  @CsvSource({
    "17, -XX:+UseG1GC, 200, 10",
    "25, -XX:+UseG1GC, 200, 10",
    "17, -XX:+UseParallelGC, 200, 10",
    "25, -XX:+UseSerialGC, 200, 10",
    "17, -XX:+UseZGC, 600, 25",
    "25, -XX:+UseZGC, 600, 25",
    "17, -XX:+UseShenandoahGC, 200, 25",
    "25, -XX:+UseShenandoahGC, 200, 25"
  })
  void garbageIsNotLiveAndWhatIsKeptIs(
      int feature, String collectorFlag, int mib, double withinPercent) throws Exception {
    Jdk jdk = Jdk.of(feature);
    assumeThat(has(jdk, collectorFlag)).isTrue();
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(jdk, folder)
                .args("collector=" + collector.url())
                .flags(collectorFlag, "-Xmx" + mib + "m")
                .start(Allocating.class)) {
      jvm.say("10");
      await().atMost(LIMIT).until(() -> collector.samples().size() >= STORM_SECONDS);
      List<Sample> storm = collector.samples();
      assertThat(storm).allSatisfy(LiveHeapIT::isNotAboveUse);
      assertThat(storm.stream().filter(sample -> live(sample) >= 0.5)).isEmpty();

      jvm.say("60");
      await().atMost(LIMIT).until(() -> live(collector.latest()) > 0.5);
      double histogram = histogramTotal(jdk, jvm.pid());
      int seen = collector.samples().size();
      await().atMost(LIMIT).until(() -> collector.samples().size() >= seen + 2);
      assertThat(collector.samples().get(seen + 1).metrics().get(Metric.HEAP_LIVE))
          .isCloseTo(histogram, Percentage.withPercentage(withinPercent));
      assertThat(collector.samples()).allSatisfy(LiveHeapIT::isNotAboveUse);
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  /** Fraction of max heap; -1 while nothing is known. */
  private static double live(Sample sample) {
    Double live = sample.metrics().get(Metric.HEAP_LIVE);
    return live == null ? -1 : live / sample.metrics().get(Metric.HEAP_MAX);
  }

  private static void isNotAboveUse(Sample sample) {
    assertThat(sample.metrics().getOrDefault(Metric.HEAP_LIVE, 0d))
        .isLessThanOrEqualTo(sample.metrics().get(Metric.HEAP_USED));
  }

  /** Last line of the histogram: {@code Total instances bytes}. */
  private static double histogramTotal(Jdk jdk, long pid) throws IOException {
    String text = run(jdk.tool("jcmd").toString(), "" + pid, "GC.class_histogram");
    String total = text.strip().lines().reduce("", (last, line) -> line);
    return Double.parseDouble(total.split(" +", -1)[2]);
  }

  private static boolean has(Jdk jdk, String flag) throws IOException {
    return run(jdk.java().toString(), flag, "-version").contains("version \"");
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
