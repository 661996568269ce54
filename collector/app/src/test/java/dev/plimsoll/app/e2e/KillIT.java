package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.testkit.Jdk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9}, of the collector and of the service. */
class KillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void aKilledCollectorLosesNothingAndAgentsDeliverWhatTheyHeld() throws Exception {
    int port = Api.freePort();
    Api api = new Api(port);
    Plimsoll collector = startCollector(port);
    try (Plimsoll supervisor = startService(port)) {
      api.awaitCollector();
      String run = awaitReady(api).path("id").asText();
      awaitSampleCount(api, run, 10);
      List<Long> acknowledged = sampleTimes(api, run);
      collector.kill();

      long gapUntil = System.currentTimeMillis() + 8_000;
      await().atMost(PATIENCE).until(() -> System.currentTimeMillis() >= gapUntil);
      collector = startCollector(port);
      api.awaitCollector();
      awaitSampleCount(api, run, acknowledged.size() + 15);

      List<Long> all = sampleTimes(api, run);
      assertThat(all).containsAll(acknowledged);
      assertThat(all).as("what the agent held while nobody listened").hasSizeGreaterThan(20);
      for (int i = 1; i < all.size(); i++) {
        assertThat(all.get(i) - all.get(i - 1)).as("seconds between samples").isEqualTo(1_000);
      }
      assertThat(supervisor.process().isAlive()).isTrue();
      assertThat(api.items("runs?service=sample")).hasSize(1);
    } finally {
      collector.close();
    }
  }

  @Test
  void aKilledServiceIsExplainedAndStartedAgain() throws Exception {
    int port = Api.freePort();
    Api api = new Api(port);
    try (Plimsoll collector = startCollector(port);
        Plimsoll supervisor = startService(port)) {
      api.awaitCollector();
      JsonNode run = awaitReady(api);
      assertThat(ProcessHandle.of(run.path("pid").asLong()).orElseThrow().destroyForcibly())
          .isTrue();

      JsonNode exit = api.awaitEvent("sample", "exit", PATIENCE).path("exit");
      assertThat(exit.path("signal").asInt()).isEqualTo(9);
      assertThat(exit.path("code").isNull()).isTrue();
      assertThat(exit.path("sentence").asText()).isNotBlank();
      assertThat(exit.path("log").toString()).contains("garbage storm listens");

      JsonNode next =
          api.awaitRun(
              "sample",
              Duration.ofSeconds(20),
              found ->
                  !found.path("id").equals(run.path("id"))
                      && found.path("state").asText().equals("ready"));
      assertThat(next.path("instance")).isEqualTo(run.path("instance"));
      assertThat(api.get("runs/" + run.path("id").asText()).path("state").asText())
          .isEqualTo("crashed");
      assertThat(collector.process().isAlive()).isTrue();
      assertThat(supervisor.process().isAlive()).isTrue();
    }
  }

  private Plimsoll startCollector(int port) throws Exception {
    return Plimsoll.start(
        folder,
        "collector",
        "--port",
        Integer.toString(port),
        "--data",
        folder.resolve("data").toString());
  }

  private Plimsoll startService(int port) throws Exception {
    return Plimsoll.start(
        folder,
        "run",
        "--name",
        "sample",
        "--collector",
        "http://127.0.0.1:" + port,
        "--",
        Jdk.running().java().toString(),
        "-Xmx64m",
        "-cp",
        Api.samplesJar().toString(),
        "dev.plimsoll.samples.storm.GarbageStorm");
  }

  private static JsonNode awaitReady(Api api) {
    return api.awaitRun("sample", PATIENCE, run -> run.path("state").asText().equals("ready"));
  }

  private static void awaitSampleCount(Api api, String run, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> sampleTimes(api, run).size() >= count);
  }

  /** The seconds that have a sample. */
  private static List<Long> sampleTimes(Api api, String run) {
    JsonNode timeline = api.get("timeline?run=" + run + "&metrics=rss&points=5000");
    List<Double> values = api.series(timeline, "rss", "last");
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (Objects.nonNull(values.get(i))) {
        times.add(timeline.path("times").path(i).asLong());
      }
    }
    return times;
  }
}
