package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets wrong, and what somebody sends who is no agent. */
class BadInputIT {
  @TempDir Path folder;

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Plimsoll.Finished finished =
          Plimsoll.run(
              folder,
              "collector",
              "--port",
              Integer.toString(taken.getLocalPort()),
              "--data",
              folder.resolve("data").toString());

      assertThat(finished.exitCode()).isEqualTo(1);
      assertThat(finished.output())
          .contains(Integer.toString(taken.getLocalPort()))
          .contains("--port")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aDataFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "not a folder");

    Plimsoll.Finished finished =
        Plimsoll.run(
            folder,
            "collector",
            "--port",
            Integer.toString(Api.freePort()),
            "--data",
            file.resolve("data").toString());

    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.output()).contains(file.toString()).doesNotContain("\tat ");
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearest() throws Exception {
    Plimsoll.Finished finished = Plimsoll.run(folder, "colector");

    assertThat(finished.exitCode()).isEqualTo(2);
    assertThat(finished.output()).contains("colector").contains("collector");
  }

  @Test
  void aMisspeltKeyInTheFileIsNamedWithTheNearest() throws Exception {
    Path file = Files.writeString(folder.resolve("plimsoll.yml"), "services:\n  a: {comand: x}\n");

    for (String command : new String[] {"collector", "run"}) {
      Plimsoll.Finished finished = Plimsoll.run(folder, command, "--config", file.toString());

      assertThat(finished.exitCode()).isEqualTo(1);
      assertThat(finished.output())
          .contains(file + ":2")
          .contains("comand")
          .contains("did you mean \"command\"");
    }
  }

  @Test
  void badBatchesAreRefusedAndNothingElseSuffers() throws Exception {
    int port = Api.freePort();
    try (Plimsoll collector =
        Plimsoll.start(
            folder,
            "collector",
            "--port",
            Integer.toString(port),
            "--data",
            folder.resolve("data").toString())) {
      Api api = new Api(port);
      api.awaitCollector();

      assertProblem(post(port, BodyPublishers.ofString("<batch/>")), 400, "JSON");
      assertProblem(post(port, BodyPublishers.ofString("{\"protocol\":1}")), 400, "sender");
      assertTooLarge(port);

      String good =
          """
          {"protocol":1,"sender":"r1","runs":[{"run":"r1","service":"curl","instance":"curl/0",
           "pid":1,"host":"h","runtime":"jvm","version":"17","startedAt":%1$d}],
           "samples":[{"seq":1,"run":"r1","at":%1$d,"metrics":{"rss":1000}}]}
          """
              .formatted(System.currentTimeMillis());
      HttpResponse<String> taken = post(port, BodyPublishers.ofString(good));
      assertThat(taken.statusCode()).isEqualTo(200);
      assertThat(taken.body()).contains("\"ack\":1");
      assertThat(api.items("runs?service=curl")).hasSize(1);
      assertThat(collector.process().isAlive()).isTrue();
    }
  }

  /** Answered, not cut off: the sender must be able to read why. */
  private static void assertTooLarge(int port) throws Exception {
    byte[] fiftyMegabytes = new byte[50 * 1000 * 1000];
    Arrays.fill(fiftyMegabytes, (byte) ' ');
    fiftyMegabytes[0] = '{';
    assertProblem(post(port, BodyPublishers.ofByteArray(fiftyMegabytes)), 413, "MiB");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String detail) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(response.body()).contains("\"status\":" + status).contains(detail);
  }

  private static HttpResponse<String> post(int port, BodyPublisher body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/ingest"))
            .header("Content-Type", "application/json")
            .POST(body)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
