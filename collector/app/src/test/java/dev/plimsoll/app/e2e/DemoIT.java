package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job, end to end: `plimsoll demo` as a user starts it, watched through its API alone. One
 * play of the story serves all tests, in the order of the story.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {
  private static final Duration STORY = Duration.ofMinutes(5);
  private static final long MIB = 1024 * 1024;

  @TempDir static Path folder;
  private static Plimsoll demo;
  private static Api api;
  private static int port;
  private static JsonNode firstRun;

  @BeforeAll
  static void startTheDemo() throws IOException {
    port = Api.freePort();
    demo =
        Plimsoll.start(
            folder,
            "demo",
            "--port",
            Integer.toString(port),
            "--data",
            folder.resolve("demo").toString());
    api = new Api(port);
    api.awaitCollector();
    firstRun =
        api.awaitRun(
            "push", Duration.ofSeconds(60), run -> run.path("state").asText().equals("ready"));
  }

  @AfterAll
  static void endTheDemo() throws InterruptedException {
    demo.close();
  }

  @Test
  @Order(1)
  void theRunIsWhatItSaysItIs() {
    assertThat(firstRun.path("service").asText()).isEqualTo("push");
    assertThat(firstRun.path("instance").asText()).isEqualTo("push/0");
    assertThat(firstRun.path("runtime").asText()).isEqualTo("jvm");
    assertThat(ProcessHandle.of(firstRun.path("pid").asLong())).isPresent();
    double max = awaitMetric("heap.max");
    assertThat(max / MIB).isCloseTo(256, within(10.0));
  }

  @Test
  @Order(2)
  void rssIsWhatTheKernelSays() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              double kernel = rssOf(firstRun.path("pid").asLong());
              double reported = latest("rss");
              assertThat(reported).isCloseTo(kernel, within(kernel * 0.03));
            });
  }

  @Test
  @Order(3)
  void samplesComeOnceASecondWithoutGapsForAMinute() {
    long from = secondsUp(System.currentTimeMillis());
    long to = from + 60_000;
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> api.get("runs/" + id()).path("latestAt").asLong() >= to);

    JsonNode timeline =
        api.get(
            "timeline?run=%s&metrics=rss&from=%d&to=%d&points=60".formatted(id(), from, to - 1));

    assertThat(timeline.path("step").asLong()).isEqualTo(1000);
    assertThat(api.series(timeline, "rss", "last")).hasSize(60).doesNotContainNull();
  }

  @Test
  @Order(4)
  void liveHeapIsWhatAFullCollectionLeaves() throws Exception {
    double histogram = classHistogramTotal(firstRun.path("pid").asLong());

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> assertThat(latest("heap.live")).isCloseTo(histogram, within(histogram * 0.10)));
  }

  @Test
  @Order(5)
  void theLinesAreCrossedInOrderAndTheProcessIsReplacedOnce() {
    JsonNode replaced = api.awaitEvent("push", "replaced", STORY);

    List<String> story = new ArrayList<>();
    for (JsonNode event : api.items("events?limit=500&service=push")) {
      String kind = event.path("kind").asText();
      boolean ofTheFirstAct = event.path("run").asText().equals(id()) || kind.equals("replaced");
      if (ofTheFirstAct && List.of("line-crossed", "dump-captured", "replaced").contains(kind)) {
        story.add(0, kind.equals("line-crossed") ? event.path("line").asText() : kind);
      }
    }
    // Where one marking of the collector carries live heap over two lines, they fall together.
    assertThat(story)
        .containsExactlyInAnyOrder("warn", "dump", "dump-captured", "restart", "replaced")
        .containsSubsequence("warn", "dump", "restart", "replaced")
        .containsSubsequence("dump", "dump-captured", "replaced");
    assertThat(replaced.path("at").asLong()).isPositive();
  }

  @Test
  @Order(6)
  void requestsInFlightClimbedWithLiveHeap() {
    JsonNode timeline =
        api.get("timeline?run=%s&metrics=requests.out,heap.live&points=10".formatted(id()));

    List<Double> requests =
        api.series(timeline, "requests.out", "max").stream().filter(Objects::nonNull).toList();
    assertThat(requests.get(requests.size() - 2)).isGreaterThan(500);
    assertThat(requests.get(0)).isLessThan(requests.get(requests.size() - 2) / 2);
  }

  @Test
  @Order(7)
  void thereAreTwoRunsOfOneInstance() {
    List<JsonNode> runs = api.items("runs?service=push");

    assertThat(runs).hasSizeGreaterThanOrEqualTo(2);
    assertThat(runs)
        .allSatisfy(run -> assertThat(run.path("instance").asText()).isEqualTo("push/0"));
    JsonNode old = runs.get(runs.size() - 1);
    assertThat(old.path("id").asText()).isEqualTo(id());
    assertThat(old.path("endedAt").asLong()).isPositive();
    assertThat(old.path("exit").path("cause").asText()).isEqualTo("replaced");
    assertThat(ProcessHandle.of(old.path("pid").asLong()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(runs.get(runs.size() - 2).path("state").asText()).isEqualTo("ready");
  }

  @Test
  @Order(8)
  void theDumpOpensAndItsBiggestTypeIsThePendingCallOrItsPayload() {
    JsonNode dump =
        await()
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofMillis(500))
            .until(
                () -> api.items("dumps?run=" + id()).get(0),
                found -> found.path("state").asText().equals("ready"));

    assertThat(dump.path("reason").asText()).isEqualTo("line");
    assertThat(dump.path("format").asText()).isEqualTo("hprof");
    assertThat(dump.path("bytes").asLong()).isGreaterThan(100 * MIB);
    JsonNode biggest =
        api.get("dumps/" + dump.path("id").asText() + "/summary").path("topRetained").path(0);
    assertThat(biggest.path("type").asText())
        .isIn("dev.plimsoll.samples.push.PendingCall", "byte[]");
    assertThat(biggest.path("percent").asDouble()).isGreaterThan(40);
  }

  @Test
  @Order(9)
  void theWebhookNamesServiceRunFractionAndALink() throws IOException {
    String told = demo.output();

    assertThat(told).contains("[webhook]");
    String alerts = told.substring(told.indexOf("[webhook]"));
    assertThat(alerts)
        .contains("push")
        .contains("http://127.0.0.1:" + port + "/runs/" + id())
        .containsPattern("7\\d(\\.\\d)? ?%");
    assertThat(api.events("push", "alert-sent")).isNotEmpty();
    assertThat(api.events("push", "alert-failed")).isEmpty();
  }

  @Test
  @Order(10)
  void thePageShowsTheStory() throws Exception {
    // The second act has begun to climb: both runs are worth a look, and a picture.
    api.awaitRun(
        "push",
        Duration.ofSeconds(60),
        run ->
            run.path("latest").path("requests.out").asLong() > 250
                && !run.path("id").asText().equals(id()));
    BrowserTest.run(port, id());
  }

  @Test
  @Order(11)
  void anInterruptEndsEverythingWithinFiveSeconds() throws Exception {
    List<ProcessHandle> all = new ArrayList<>(demo.process().descendants().toList());
    assertThat(all)
        .as("collector, supervisor, service, gateway, load")
        .hasSizeGreaterThanOrEqualTo(5);

    Signals.interrupt(demo.process().pid());

    assertThat(demo.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(all).noneMatch(ProcessHandle::isAlive);
  }

  private static String id() {
    return firstRun.path("id").asText();
  }

  private static double latest(String metric) {
    return api.get("runs/" + id()).path("latest").path(metric).asDouble(Double.NaN);
  }

  private static double awaitMetric(String metric) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> latest(metric), value -> !Double.isNaN(value));
  }

  private static long secondsUp(long millis) {
    return (millis / 1000 + 1) * 1000;
  }

  private static double rssOf(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024.0;
      }
    }
    throw new IOException("no VmRSS of " + pid);
  }

  /** {@code jcmd GC.class_histogram} collects the whole heap first, then counts what is left. */
  private static double classHistogramTotal(long pid) throws Exception {
    Path output = Files.createTempFile(folder, "histogram", ".txt");
    Process jcmd =
        new ProcessBuilder(
                Jdk.running().tool("jcmd").toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(jcmd.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String total =
        Files.readAllLines(output).stream()
            .filter(line -> line.startsWith("Total"))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(total.trim().split("\\s+", -1)[2]);
  }
}
