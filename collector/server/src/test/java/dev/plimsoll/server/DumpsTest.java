package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.server.dumps.AnalysisCommand;
import dev.plimsoll.server.dumps.DumpKeeping;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.EventKind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpsTest {
  private static final byte[] FILE = Bytes.random(3_000_000);

  @TempDir Path data;
  @TempDir Path scripts;

  private final TestClock clock = new TestClock();
  private Collector collector;
  private Http http;
  private FakeRun run;

  @BeforeEach
  void start() throws Exception {
    open(analysis("System.out.print(\"{\\\"bytes\\\":7,\\\"topRetained\\\":[]}\");"));
    run = FakeRun.alone(http, "push/0", clock.millis());
    run.sample(clock.millis(), 0.5);
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void aDumpIsAskedForUploadedInPiecesCheckedAndAnalysed() throws IOException {
    String dump = ask();
    assertThat(run.agentAsks().commands())
        .singleElement()
        .satisfies(command -> assertThat(command.args()).containsEntry("dump", dump));
    assertThat(dump(dump).get("state")).isEqualTo("capturing");

    run.agentEvent(
        EventKind.DUMP_CAPTURED,
        clock.millis(),
        Map.of("dump", dump, "reason", "command", "bytes", 3_000_000L, "pauseMs", 120L));
    assertThat(dump(dump).get("state")).isEqualTo("uploading");
    assertThat(dump(dump).get("pauseMs")).isEqualTo(120L);

    assertThat(put(dump, 0, 1_000_000).get("received")).isEqualTo(1_000_000L);
    assertThat(dump(dump).get("received")).isEqualTo(1_000_000L);
    Http.Answer last = put(dump, 1_000_000, 3_000_000);
    assertThat(last.status()).isEqualTo(200);
    assertThat(last.get("received")).isEqualTo(3_000_000L);
    assertThat(last.get("state")).isEqualTo("stored");

    await().atMost(Duration.ofSeconds(20)).until(() -> dump(dump).get("state").equals("ready"));
    assertThat(http.get("/api/v1/dumps/" + dump + "/summary").get("bytes")).isEqualTo(7L);
    assertThat(dump(dump).get("sha256")).isEqualTo(Bytes.sha256(FILE));
    HttpResponse<String> file = http.raw(http.request("/api/v1/dumps/" + dump + "/file").GET());
    assertThat(file.headers().firstValue("Content-Length")).contains("3000000");
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"push-0-" + dump + ".hprof\"");
    assertThat(data.resolve("dumps/" + dump + ".hprof")).hasBinaryContent(FILE);
  }

  @Test
  void aPieceThatDoesNotContinueIsToldWhereToGoOn() {
    String dump = ask();
    put(dump, 0, 1_000_000);

    Http.Answer again = put(dump, 0, 1_000_000);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.get("received")).isEqualTo(1_000_000L);
    Http.Answer ahead = put(dump, 2_000_000, 3_000_000);
    assertThat(ahead.status()).isEqualTo(409);
    assertThat(ahead.get("received")).isEqualTo(1_000_000L);
  }

  @Test
  void anUploadGoesOnAfterARestartOfTheCollector() throws Exception {
    String dump = ask();
    put(dump, 0, 1_000_000);

    collector.close();
    open(null);
    run = run.via(http);

    assertThat(dump(dump).get("received")).isEqualTo(1_000_000L);
    assertThat(put(dump, 1_000_000, 3_000_000).get("state")).isEqualTo("stored");
    assertThat(put(dump, 1_000_000, 3_000_000).status()).as("a lost reply").isEqualTo(200);
  }

  @Test
  void aDumpThatIsNotWhatWasAnnouncedIsRefused() {
    String dump = ask();

    Http.Answer answer =
        http.send(
            "PUT",
            "/api/v1/dumps/" + dump + "/file",
            Arrays.copyOf(FILE, 10),
            "Content-Range",
            "bytes 0-9/10",
            "Plimsoll-Sha256",
            Bytes.sha256(FILE));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(dump(dump).get("state")).isEqualTo("failed");
    assertThat(dump(dump).get("error").toString()).contains("sha256");
    assertThat(data.resolve("dumps/" + dump + ".hprof")).doesNotExist();
  }

  @Test
  void whatNobodyKnowsIsNotTaken() {
    Http.Answer stranger =
        http.send("PUT", "/api/v1/dumps/x/file", FILE, "Content-Range", "bytes 0-2999999/3000000");
    assertThat(stranger.status()).isEqualTo(404);
    Http.Answer aside =
        http.send(
            "PUT",
            "/api/v1/dumps/..%2f..%2fx/file",
            FILE,
            "Content-Range",
            "bytes 0-2999999/3000000",
            "Plimsoll-Run",
            run.id());
    assertThat(aside.status()).isIn(400, 404);
    String dump = ask();
    assertThat(
            http.send("PUT", "/api/v1/dumps/" + dump + "/file", FILE, "Content-Range", "bytes 5")
                .status())
        .isEqualTo(400);
    assertThat(
            http.send(
                    "PUT",
                    "/api/v1/dumps/" + dump + "/file",
                    FILE,
                    "Content-Range",
                    "bytes 0-2999999/999999999999999")
                .status())
        .isEqualTo(413);
  }

  @Test
  void aDumpThatTheRunTookByItselfIsCatalogued() {
    run.agentEvent(
        EventKind.DUMP_STARTED, clock.millis(), Map.of("dump", "own-1", "reason", "out-of-memory"));

    assertThat(dump("own-1").get("reason")).isEqualTo("out-of-memory");
    assertThat(put("own-1", 0, 3_000_000).get("state")).isEqualTo("stored");
  }

  @Test
  void aRefusalAndAnEndOfTheRunAreFailuresWithAReason() {
    String refused = ask();
    run.agentAnswers(
        new CommandStatus(
            run.agentAsks().commands().get(0).id(), CommandStatus.REFUSED, "the disk is full"));
    assertThat(dump(refused).get("state")).isEqualTo("failed");
    assertThat(dump(refused).get("error")).isEqualTo("the disk is full");

    String orphan = ask();
    run.agentEvent(EventKind.EXIT, clock.millis(), FakeRun.exit("crashed", null));
    assertThat(dump(orphan).get("error").toString()).contains("the run ended");
  }

  @Test
  void aCommandThatNobodyTakesUpExpires() {
    String dump = ask();
    clock.advance(Duration.ofMinutes(3));

    await().atMost(Duration.ofSeconds(5)).until(() -> dump(dump).get("state").equals("failed"));
    assertThat(run.agentAsks().commands()).isEmpty();
  }

  @Test
  void anAnalysisThatFailsLeavesTheDumpAndSaysWhy() throws Exception {
    collector.close();
    open(analysis("System.err.print(\"the dump is cut off\"); System.exit(1);"));
    run = run.via(http);
    String dump = ask();
    put(dump, 0, 3_000_000);

    await().atMost(Duration.ofSeconds(20)).until(() -> dump(dump).get("state").equals("failed"));
    assertThat(dump(dump).get("error")).isEqualTo("the dump is cut off");
    assertThat(http.get("/api/v1/dumps/" + dump + "/summary").status()).isEqualTo(404);
    assertThat(data.resolve("dumps/" + dump + ".hprof")).hasBinaryContent(FILE);
  }

  @Test
  void anAnalysisThatTakesTooLongIsEnded() throws Exception {
    collector.close();
    AnalysisCommand endless = analysis("while (true) Thread.sleep(1000);");
    open(new AnalysisCommand(endless.prefix(), Duration.ofMillis(1500)));
    run = run.via(http);
    String dump = ask();
    put(dump, 0, 3_000_000);

    await().atMost(Duration.ofSeconds(20)).until(() -> dump(dump).get("state").equals("failed"));
    assertThat(dump(dump).get("error").toString()).contains("took longer than");
  }

  @Test
  void onlyTheNewestDumpsOfAServiceAreKept() throws Exception {
    collector.close();
    collector =
        Collector.start(
            CollectorOptions.in(data)
                .at("127.0.0.1", 0)
                .clock(clock)
                .dumps(new DumpKeeping(2, 1L << 30)));
    http = new Http(collector.url());
    run = run.via(http);
    for (String id : List.of("a", "b", "c")) {
      clock.advance(Duration.ofSeconds(1));
      run.agentEvent(EventKind.DUMP_STARTED, clock.millis(), Map.of("dump", id, "reason", "line"));
      put(id, 0, 3_000_000);
    }

    assertThat(http.get("/api/v1/dumps?service=push").items())
        .extracting(dump -> dump.get("id"))
        .containsExactly("c", "b");
    try (var files = Files.list(data.resolve("dumps"))) {
      assertThat(files).hasSize(2);
    }
  }

  private void open(@Nullable AnalysisCommand analysis) throws CollectorStartException {
    collector =
        Collector.start(
            CollectorOptions.in(data).at("127.0.0.1", 0).clock(clock).analysis(analysis));
    http = new Http(collector.url());
  }

  /** A child process that stands for the heap module. */
  private AnalysisCommand analysis(String code) throws IOException {
    Path source = Files.createTempFile(scripts, "Fake", ".java");
    Files.writeString(
        source,
        "public class Fake { public static void main(String[] a) throws Exception { %s } }"
            .formatted(code));
    return new AnalysisCommand(
        List.of(Jdk.running().java().toString(), "-Xmx64m", source.toString()),
        Duration.ofSeconds(30));
  }

  private String ask() {
    Http.Answer answer =
        http.send("POST", "/api/v1/runs/" + run.id() + "/commands", "{\"type\":\"dump\"}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.get("state")).isEqualTo("pending");
    return answer.get("dump").toString();
  }

  private Http.Answer dump(String id) {
    return http.get("/api/v1/dumps/" + id);
  }

  private Http.Answer put(String dump, int from, int to) {
    return http.send(
        "PUT",
        "/api/v1/dumps/" + dump + "/file",
        Arrays.copyOfRange(FILE, from, to),
        "Content-Range",
        "bytes %d-%d/%d".formatted(from, to - 1, FILE.length),
        "Content-Type",
        "application/octet-stream",
        "Plimsoll-Run",
        run.id(),
        "Plimsoll-Sha256",
        Bytes.sha256(FILE));
  }
}
