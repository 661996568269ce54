package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sender can do wrong, and that nothing else suffers by it. */
class IngestLimitsTest {
  private static final String INGEST = "/api/v1/ingest";

  @TempDir static Path data;

  private static Collector collector;
  private static Http http;

  @BeforeAll
  static void start() throws CollectorStartException {
    collector = Collector.start(CollectorOptions.in(data).at("127.0.0.1", 0));
    http = new Http(collector.url());
  }

  @AfterAll
  static void stop() {
    collector.close();
  }

  @AfterEach
  void theNextSenderIsServed() {
    FakeRun run = FakeRun.alone(http, "push/0", System.currentTimeMillis());
    assertThat(run.sample(System.currentTimeMillis(), 0.1).ack()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                              |        | not JSON",
        "hello                                          |        | not JSON",
        "[1]                                            |        | not a JSON object",
        "{} trailing                                    |        | not JSON",
        "{}                                             | protocol | protocol is missing",
        "{\"protocol\":2,\"sender\":\"s\"}              | protocol | speaks 1",
        "{\"protocol\":1}                               | sender | sender is missing",
        "{\"protocol\":1,\"sender\":\"\"}               | sender | must be 1 to 200 characters",
        "{\"protocol\":1,\"sender\":\"s\",\"samples\":[{\"seq\":1,\"run\":\"r\"}]}"
            + " | samples[0].at | is missing",
        "{\"protocol\":1,\"sender\":\"s\",\"samples\":[{\"seq\":\"x\"}]}"
            + " | samples[0].seq | must be a whole number",
        "{\"protocol\":1,\"sender\":\"s\",\"samples\":"
            + "[{\"seq\":1,\"run\":\"r\",\"at\":1790000000000}]}"
            + " | samples[0].run | not among runs",
      })
  void aMalformedBatchIsRefusedWithThePlaceInIt(String body, String path, String detail) {
    Http.Answer answer = http.send("POST", INGEST, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.json().get("path")).isEqualTo(path);
    assertThat(answer.get("detail").toString()).contains(detail);
    assertThat(answer.json()).containsKeys("type", "title", "status");
  }

  @Test
  void aSequenceNumberUsedTwiceInABatchIsRefused() {
    FakeRun run = FakeRun.alone(http, "push/1", 1_790_000_000_000L);
    var sample = run.reading(1_790_000_000_000L, 0.5);

    Http.Answer answer =
        http.send("POST", INGEST, Json.line(run.batch(List.of(sample, sample)).toJson()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.get("path")).isEqualTo("samples[1].seq");
    assertThat(http.get("/api/v1/runs").items().toString()).doesNotContain(run.id());
  }

  @Test
  void aBatchOfFiftyMegabytesIsRefusedWithoutBeingKeptInMemory() {
    byte[] body = new byte[50_000_000];
    Arrays.fill(body, (byte) ' ');

    Http.Answer declared = http.send("POST", INGEST, body);
    assertThat(declared.status()).isEqualTo(413);
    assertThat(declared.type()).isEqualTo("application/problem+json");
    assertThat(declared.get("detail").toString()).contains("8 MiB");

    Http.Answer chunked =
        http.exchange(
            http.request(INGEST)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    assertThat(chunked.status()).isEqualTo(413);
  }

  @Test
  void aGzipBombIsRefused() throws IOException {
    byte[] bomb = gzip(" ".repeat(1 << 20), 200);
    assertThat(bomb.length).isLessThan(1 << 20);

    Http.Answer answer = http.send("POST", INGEST, bomb, "Content-Encoding", "gzip");

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void aSmallBodyThatWouldBecomeMillionsOfObjectsIsRefused() throws IOException {
    byte[] bomb = gzip("{\"a\":[" + "{},".repeat(1_000_000) + "{}]}", 1);

    Http.Answer answer = http.send("POST", INGEST, bomb, "Content-Encoding", "gzip");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.get("detail").toString()).contains("more than 500000 values");
  }

  @Test
  void aZippedBatchIsTakenAndABrokenOneRefused() throws IOException {
    FakeRun run = FakeRun.alone(http, "push/2", 1_790_000_000_000L);
    String json = Json.line(run.batch(List.of(run.reading(1_790_000_000_000L, 0.5))).toJson());
    byte[] zipped = gzip(json, 1);

    assertThat(http.send("POST", INGEST, zipped, "Content-Encoding", "gzip").status())
        .isEqualTo(200);
    byte[] half = Arrays.copyOf(zipped, zipped.length / 2);
    assertThat(http.send("POST", INGEST, half, "Content-Encoding", "gzip").status()).isEqualTo(400);
    assertThat(http.send("POST", INGEST, json, "Content-Encoding", "gzip").status()).isEqualTo(400);
    assertThat(http.send("POST", INGEST, json, "Content-Encoding", "br").status()).isEqualTo(415);
  }

  private static byte[] gzip(String text, int times) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        zip.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
