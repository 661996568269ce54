package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that listens before it can serve, and says by itself when it can. */
class ReadyMessageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PROGRAM =
      """
      const http = require('http');
      http.createServer((request, response) => {
        if (request.url === '/go') process.send('ready');
        response.end();
      }).listen(Number(process.argv[2]), '127.0.0.1');
      """;

  @TempDir Path folder;

  @Test
  void itIsReadyWhenItSaysSoAndNotWhenItListens() throws Exception {
    int port = Api.freePort();
    int collectorPort = Api.freePort();
    Path program = Files.writeString(folder.resolve("slow.js"), PROGRAM);
    Path configuration =
        Files.writeString(
            folder.resolve("plimsoll.yml"),
            """
            services:
              slow:
                command: node %s %d
                ready: { message: true }
            """
                .formatted(program, port));
    try (Plimsoll collector =
            Plimsoll.start(
                folder,
                "collector",
                "--port",
                Integer.toString(collectorPort),
                "--data",
                folder.resolve("data").toString());
        Plimsoll supervisor =
            Plimsoll.start(
                folder,
                "run",
                "--config",
                configuration.toString(),
                "--collector",
                "http://127.0.0.1:" + collectorPort)) {
      Api api = new Api(collectorPort);
      api.awaitCollector();
      // The listener has been seen for seconds: that alone would have been enough.
      JsonNode listening =
          api.awaitRun(
              "slow",
              PATIENCE,
              run ->
                  run.path("latestAt").asLong() - run.path("startedAt").asLong() > 4_000
                      && run.path("latest").path("handles").asLong() > 0
                      && answers(port, "/"));
      assertThat(listening.path("state").asText()).isEqualTo("starting");

      assertThat(answers(port, "/go")).isTrue();
      api.awaitRun("slow", PATIENCE, run -> run.path("state").asText().equals("ready"));
      assertThat(collector.process().isAlive()).isTrue();
      assertThat(supervisor.process().isAlive()).isTrue();
    }
  }

  private static boolean answers(int port, String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
