package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.reading.Latency;
import dev.plimsoll.wire.reading.Owner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {
  @TempDir Path data;

  private final TestClock clock = new TestClock();
  private Collector collector;
  private Http http;

  @BeforeEach
  void start() throws CollectorStartException {
    collector = Collector.start(CollectorOptions.in(data).at("127.0.0.1", 0).clock(clock));
    http = new Http(collector.url());
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void healthTellsOfTheStore() {
    Http.Answer health = http.get("/healthz");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.get("status")).isEqualTo("ok");
    assertThat(health.json()).containsKeys("version", "uptimeMs", "storage");
  }

  @Test
  void theServicesViewHasAllThatTheStartPageShows() {
    FakeRun run = FakeRun.supervised(http, "push/0", clock.millis());
    run.supervisorEvent(EventKind.READY, clock.millis(), Map.of());
    for (int i = 0; i < 40; i++) {
      run.sample(clock.millis() - 40_000 + i * 1000L, 0.30 + i * 0.005);
    }

    Map<String, Object> service = http.get("/api/v1/services").items().get(0);
    assertThat(service.get("name")).isEqualTo("push");
    Map<?, ?> instance = (Map<?, ?>) ((List<?>) service.get("instances")).get(0);
    assertThat(instance.get("instance")).isEqualTo("push/0");
    assertThat(instance.get("run")).isEqualTo(run.id());
    assertThat(instance.get("state")).isEqualTo("ready");
    assertThat(instance.get("level")).isEqualTo("fine");
    assertThat(instance.get("runs")).isEqualTo(1L);
    assertThat(instance.get("lines")).isEqualTo(Map.of("warn", 0.7, "dump", 0.75, "restart", 0.8));
    assertThat(String.valueOf(instance.get("latest"))).contains("heap.live=");
    assertThat((Long) instance.get("forecastMs")).isBetween(50_000L, 70_000L);
    Map<?, ?> spark = (Map<?, ?>) instance.get("spark");
    assertThat((List<?>) spark.get("live")).hasSize(60).containsNull();
    assertThat(String.valueOf(spark.get("live"))).contains("0.495");
    assertThat(spark.get("step")).isEqualTo(15_000L);
    assertThat(String.valueOf(instance.get("lastEvent"))).contains("kind=ready");
  }

  @Test
  void whileARunIsReplacedTheOneThatServesStandsForTheInstance() {
    FakeRun old = FakeRun.supervised(http, "push/0", clock.millis());
    old.supervisorEvent(EventKind.READY, clock.millis(), Map.of());
    FakeRun young = FakeRun.supervised(http, "push/0", clock.millis() + 5000);
    young.sample(clock.millis(), 0.1);
    assertThat(currentRun()).isEqualTo(old.id());

    young.agentEvent(EventKind.READY, clock.millis(), Map.of());
    old.supervisorEvent(EventKind.DRAINING, clock.millis(), Map.of());
    assertThat(currentRun()).isEqualTo(young.id());

    old.supervisorEvent(EventKind.EXIT, clock.millis(), FakeRun.exit("replaced", 15));
    young.agentEvent(EventKind.EXIT, clock.millis(), FakeRun.exit("crashed", null));
    assertThat(currentRun()).isEqualTo(young.id());
    assertThat(http.get("/api/v1/services").items().toString()).contains("level=trouble", "runs=2");
  }

  @Test
  void listsArePagedWithoutLossOrRepetition() {
    FakeRun run = FakeRun.supervised(http, "push/0", clock.millis());
    for (int i = 0; i < 7; i++) {
      run.supervisorEvent(EventKind.GAP, clock.millis(), Map.of("n", (long) i));
    }
    List<Object> seen = new ArrayList<>();
    String cursor = "";
    do {
      Http.Answer page = http.get("/api/v1/events?limit=3" + cursor);
      page.items().forEach(event -> seen.add(event.get("n")));
      cursor = page.json().get("next") == null ? null : "&cursor=" + page.get("next");
    } while (cursor != null);

    assertThat(seen).containsExactly(6L, 5L, 4L, 3L, 2L, 1L, 0L);
    assertThat(http.get("/api/v1/events?cursor=none").status()).isEqualTo(400);
    assertThat(http.get("/api/v1/events?limit=0").status()).isEqualTo(400);
  }

  @Test
  void aTimelineKeepsGapsAndHasNoMorePointsThanAskedFor() {
    FakeRun run = FakeRun.supervised(http, "push/0", clock.millis());
    for (int i = 0; i < 10; i++) {
      run.sample(clock.millis() + i * 1000L, 0.1);
    }
    for (int i = 60; i < 70; i++) {
      run.sample(clock.millis() + i * 1000L, 0.2);
    }

    Http.Answer all = http.get("/api/v1/timeline?run=" + run.id());
    assertThat((List<?>) all.get("times")).hasSize(70);
    Map<?, ?> live = (Map<?, ?>) ((Map<?, ?>) all.get("series")).get("heap.live");
    assertThat((List<?>) live.get("last")).hasSize(70);
    assertThat(((List<?>) live.get("last")).subList(10, 60)).containsOnlyNulls();
    assertThat((Map<?, ?>) all.get("series")).hasSize(5);

    Http.Answer few = http.get("/api/v1/timeline?run=" + run.id() + "&points=10&metrics=rss");
    assertThat(((List<?>) few.get("times")).size()).isBetween(8, 10);
    assertThat((Long) few.get("step") % 1000).isZero();
    assertThat((Long) few.get("from") % (Long) few.get("step")).isZero();
    assertThat((Map<?, ?>) few.get("series")).hasSize(1);

    assertThat(http.get("/api/v1/timeline").get("path")).isEqualTo("run");
    assertThat(http.get("/api/v1/timeline?run=nobody").status()).isEqualTo(404);
    assertThat(http.get("/api/v1/timeline?run=" + run.id() + "&from=9&to=8").status())
        .isEqualTo(400);
    assertThat(http.get("/api/v1/timeline?run=" + run.id() + "&points=9999").status())
        .isEqualTo(400);
  }

  @Test
  void aTimelineOfARunWithoutSamplesIsEmpty() {
    FakeRun run = FakeRun.supervised(http, "push/0", clock.millis());
    run.supervisorEvent(EventKind.STARTED, clock.millis(), Map.of());

    Http.Answer timeline = http.get("/api/v1/timeline?run=" + run.id());

    assertThat(timeline.status()).isEqualTo(200);
    assertThat((List<?>) timeline.get("times")).isEmpty();
  }

  @Test
  void ownersAreThoseOfTheLastBatchLargestFirst() {
    FakeRun run = FakeRun.alone(http, "push/0", clock.millis());
    run.owners(clock.millis(), List.of(owner(run, "gone", 9)));
    run.owners(clock.millis(), List.of(owner(run, "few", 2), owner(run, "many", 40_213)));

    assertThat(http.get("/api/v1/owners?run=" + run.id()).items())
        .extracting(owner -> owner.get("owner"))
        .containsExactly("many", "few");
    assertThat(http.get("/api/v1/owners?run=nobody").status()).isEqualTo(404);
  }

  @Test
  void anOwnerIsToldWithItsFrameLatencyAndBytes() {
    FakeRun run = FakeRun.alone(http, "push/0", clock.millis());
    run.owners(
        clock.millis(),
        List.of(
            new Owner(
                run.id(),
                "request-out",
                "a:1",
                "A.b(A.java:1)",
                3,
                4,
                new Latency(1, 2, 3.5),
                9L)));

    assertThat(http.get("/api/v1/owners?run=" + run.id()).items())
        .singleElement()
        .satisfies(
            owner -> {
              assertThat(owner.get("frame")).isEqualTo("A.b(A.java:1)");
              assertThat(owner.get("latency"))
                  .asInstanceOf(InstanceOfAssertFactories.MAP)
                  .hasToString("{p50=1, p99=2, max=3.5}");
              assertThat(((Number) owner.get("bytes")).longValue()).isEqualTo(9);
            });
  }

  @Test
  void commandsThatMakeNoSenseAreRefused() {
    FakeRun alone = FakeRun.alone(http, "push/0", clock.millis());
    alone.sample(clock.millis(), 0.1);
    assertThat(command("nobody", "dump")).isEqualTo(404);
    assertThat(command(alone.id(), "explode")).isEqualTo(400);
    assertThat(command(alone.id(), "replace")).as("nobody to do it").isEqualTo(409);
    alone.agentEvent(EventKind.EXIT, clock.millis(), FakeRun.exit("requested", null));
    assertThat(command(alone.id(), "dump")).as("it has ended").isEqualTo(409);
  }

  @Test
  void aReplaceGoesToTheSupervisorAndNotToTheAgent() {
    FakeRun run = FakeRun.supervised(http, "push/0", clock.millis());
    run.sample(clock.millis(), 0.1);

    assertThat(command(run.id(), "replace")).isEqualTo(202);

    assertThat(run.agentAsks().commands()).isEmpty();
    assertThat(run.supervisorAsks().commands())
        .singleElement()
        .satisfies(command -> assertThat(command.args()).containsEntry("reason", "command"));
  }

  @Test
  void aHistogramGoesToTheAgentWithItsArgumentsAndNotWithoutSense() {
    FakeRun run = FakeRun.supervised(http, "push/0", clock.millis());
    run.sample(clock.millis(), 0.1);
    String path = "/api/v1/runs/" + run.id() + "/commands";

    assertThat(http.send("POST", path, "{\"type\":\"histogram\",\"top\":0}").status())
        .isEqualTo(400);
    assertThat(http.send("POST", path, "{\"type\":\"old-objects\",\"seconds\":301}").status())
        .isEqualTo(400);
    String asked = "{\"type\":\"histogram\",\"top\":7,\"force\":true}";
    assertThat(http.send("POST", path, asked).status()).isEqualTo(202);

    assertThat(run.supervisorAsks().commands()).isEmpty();
    assertThat(run.agentAsks().commands())
        .singleElement()
        .satisfies(
            command -> {
              assertThat(command.type()).isEqualTo("histogram");
              assertThat(command.args())
                  .containsEntry("top", 7L)
                  .containsEntry("force", true)
                  .doesNotContainKey("budgetMs");
            });
  }

  @Test
  void everyErrorIsAProblem() throws IOException {
    for (String path : List.of("/api/v1/nothing", "/api/v1/runs/x", "/none.js")) {
      Http.Answer answer = http.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.type()).isEqualTo("application/problem+json");
      assertThat(answer.json()).containsKeys("type", "title", "status", "detail");
    }
    assertThat(http.send("DELETE", "/api/v1/runs", "").status()).isEqualTo(405);
    assertThat(http.send("DELETE", "/api/v1/runs", "").type())
        .isEqualTo("application/problem+json");
    assertThat(spoken("GARBAGE\r\n\r\n")).contains("400", "application/problem+json");
  }

  @Test
  void pagesOfOthersAreKeptOut() throws IOException {
    assertThat(
            spoken("GET /api/v1/runs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(
            spoken("GET /api/v1/runs HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    FakeRun run = FakeRun.alone(http, "push/0", clock.millis());
    run.sample(clock.millis(), 0.1);
    String path = "/api/v1/runs/" + run.id() + "/commands";
    String dump = "{\"type\":\"dump\"}";
    assertThat(http.send("POST", path, dump, "Origin", "http://evil.example").status())
        .isEqualTo(403);
    assertThat(http.send("POST", path, dump, "Origin", "null").status()).isEqualTo(403);
    assertThat(http.send("POST", path, dump, "Origin", collector.url()).status()).isEqualTo(202);
  }

  @Test
  void thePageIsServedForEveryViewAndItsAssetsForLong() {
    for (String view : List.of("/", "/runs/0b8f6c1e", "/services/a.b/c")) {
      HttpResponse<String> page = http.raw(http.request(view).GET());
      assertThat(page.statusCode()).as(view).isEqualTo(200);
      assertThat(page.body()).contains("<title>Plimsoll</title>");
      assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
    }
    HttpResponse<String> asset = http.raw(http.request("/assets/app-1a2b3c.js").GET());
    assertThat(asset.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(asset.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(http.get("/assets/app-0ld.js").status()).isEqualTo(404);
  }

  @Test
  void nothingBesideThePagesIsServed() throws IOException {
    for (String path :
        List.of(
            "/../logback-test.xml", "/assets/../../logback-test.xml", "/%2e%2e/logback-test.xml")) {
      String answer =
          spoken("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(answer).as(path).startsWith("HTTP/1.1 4").doesNotContain("<configuration>");
    }
  }

  private int command(String run, String type) {
    return http.send("POST", "/api/v1/runs/" + run + "/commands", "{\"type\":\"" + type + "\"}")
        .status();
  }

  private String currentRun() {
    Map<?, ?> service = http.get("/api/v1/services").items().get(0);
    return ((Map<?, ?>) ((List<?>) service.get("instances")).get(0)).get("run").toString();
  }

  private static Owner owner(FakeRun run, String name, long count) {
    return new Owner(run.id(), "request-out", name, null, count, 9800);
  }

  /** Says something that no client library would, and returns what is answered. */
  private String spoken(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return String.join("\n", in.lines().toList());
    }
  }
}
