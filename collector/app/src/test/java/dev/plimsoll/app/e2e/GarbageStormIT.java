package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.testkit.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What must not alarm: three minutes of services that are full of garbage and perfectly well, on
 * both JDKs and on two collectors with opposite habits.
 */
class GarbageStormIT {
  private static final Duration STORM = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void garbageAloneCausesNoWarnNoDumpAndNoReplace() throws Exception {
    int port = Api.freePort();
    Path configuration = Files.writeString(folder.resolve("plimsoll.yml"), services());
    String url = "http://127.0.0.1:" + port;
    try (Plimsoll collector =
            Plimsoll.start(
                folder,
                "collector",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString());
        Plimsoll supervisor =
            Plimsoll.start(
                folder, "run", "--config", configuration.toString(), "--collector", url)) {
      Api api = new Api(port);
      api.awaitCollector();
      List<String> names = List.of("g1-17", "g1-25", "parallel-17");
      for (String name : names) {
        api.awaitRun(
            name, Duration.ofSeconds(60), run -> run.path("state").asText().equals("ready"));
      }

      for (String name : names) {
        awaitAge(api, name);
      }

      assertThat(collector.process().isAlive()).isTrue();
      assertThat(supervisor.process().isAlive()).isTrue();
      for (String name : names) {
        assertHealthy(api, name);
      }
    }
  }

  private static void awaitAge(Api api, String service) {
    await()
        .atMost(STORM.plusSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              JsonNode run = api.items("runs?service=" + service).get(0);
              return run.path("latestAt").asLong() - run.path("startedAt").asLong()
                  >= STORM.toMillis();
            });
  }

  private static void assertHealthy(Api api, String service) {
    List<String> kinds =
        api.items("events?limit=500&service=" + service).stream()
            .map(event -> event.path("kind").asText())
            .toList();
    assertThat(kinds).as("events of %s", service).containsExactlyInAnyOrder("started", "ready");
    assertThat(api.items("dumps?service=" + service)).isEmpty();
    assertThat(api.items("runs?service=" + service)).hasSize(1);

    String run = api.items("runs?service=" + service).get(0).path("id").asText();
    JsonNode timeline =
        api.get("timeline?run=" + run + "&metrics=heap.used,heap.live,heap.max&points=5000");
    double max = highest(api, timeline, "heap.max");
    assertThat(highest(api, timeline, "heap.used"))
        .as("raw use of %s, without which this test proves nothing", service)
        .isGreaterThan(0.9 * max);
    assertThat(highest(api, timeline, "heap.live"))
        .as("live heap of %s", service)
        .isLessThan(0.3 * max);
  }

  private static double highest(Api api, JsonNode timeline, String metric) {
    return api.series(timeline, metric, "max").stream()
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElseThrow();
  }

  /** Nurseries of nine tenths of the heap, so that raw use swings as far as it can. */
  private static String services() {
    String g1 =
        "-Xmx256m -XX:+UseG1GC -XX:+UnlockExperimentalVMOptions -XX:G1NewSizePercent=90"
            + " -XX:G1MaxNewSizePercent=95";
    String parallel =
        "-Xms256m -Xmx256m -XX:+UseParallelGC -Xmn236m -XX:-UseAdaptiveSizePolicy"
            + " -XX:SurvivorRatio=64";
    return """
        services:
          g1-17:       { command: "%s" }
          g1-25:       { command: "%s" }
          parallel-17: { command: "%s" }
        """
        .formatted(storm(17, g1), storm(25, g1), storm(17, parallel));
  }

  private static String storm(int jdk, String flags) {
    return "%s %s -cp %s dev.plimsoll.samples.storm.GarbageStorm"
        .formatted(Jdk.of(jdk).java(), flags, Api.samplesJar());
  }
}
