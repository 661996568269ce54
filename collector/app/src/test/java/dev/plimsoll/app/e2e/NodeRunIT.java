package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program for Node under the supervisor, which adds the agent by itself. */
class NodeRunIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PROGRAM =
      """
      const http = require('http');
      const server = http.createServer((request, response) => {
        if (request.url === '/fill') for (const all = []; ; ) all.push(new Array(1000).fill(1.5));
        if (request.url !== '/never') response.end('from ' + process.pid);
      });
      server.listen(Number(process.argv[2]), '127.0.0.1');
      """;

  @TempDir Path folder;
  private int port;
  private String address;
  private Api api;
  private Plimsoll collector;
  private Plimsoll supervisor;

  @BeforeEach
  void start() throws IOException {
    port = Api.freePort();
    int collectorPort = Api.freePort();
    address = "http://127.0.0.1:" + collectorPort;
    api = new Api(collectorPort);
    collector =
        Plimsoll.start(
            folder,
            "collector",
            "--port",
            Integer.toString(collectorPort),
            "--data",
            folder.resolve("data").toString());
    Path program = Files.writeString(folder.resolve("front.js"), PROGRAM);
    // A shell between the supervisor and Node: the agent comes through the environment.
    supervisor =
        Plimsoll.start(
            folder,
            "run",
            "--name",
            "front",
            "--collector",
            address,
            "--",
            "sh",
            "-c",
            "node --max-old-space-size=100 \"$1\" \"$2\"; exit $?",
            "sh",
            program.toString(),
            Integer.toString(port));
    api.awaitCollector();
  }

  @AfterEach
  void end() throws Exception {
    supervisor.close();
    collector.close();
  }

  @Test
  void itIsSeenAndDumpedAndExplainedWhenItIsKilled() throws Exception {
    JsonNode run =
        api.awaitRun(
            "front",
            PATIENCE,
            found ->
                found.path("latest").has("loop.delay.p99")
                    && found.path("state").asText().equals("ready"));
    assertThat(run.path("runtime").asText()).isEqualTo("node");
    assertThat(run.path("latest").path("heap.max").asLong()).isEqualTo(100L << 20);
    assertThat(answer()).isEqualTo("from " + run.path("pid").asLong());

    Plimsoll.Finished dump = Plimsoll.run(folder, "dump", "front", "--collector", address);
    assertThat(dump.exitCode()).as(dump.output()).isZero();
    JsonNode stored = api.items("dumps").get(0);
    assertThat(stored.path("format").asText()).isEqualTo("heapsnapshot");
    assertThat(stored.path("state").asText()).isEqualTo("stored");

    ProcessHandle.of(run.path("pid").asLong()).orElseThrow().destroyForcibly();
    JsonNode exit = api.awaitEvent("front", "exit", PATIENCE).path("exit");
    assertThat(exit.path("last").path("heap.max").asLong()).isEqualTo(100L << 20);
    assertThat(exit.path("lastBeforeEndMs").asLong()).isBetween(0L, 3_000L);
    assertThat(exit.path("sentence").asText()).contains("Last seen").contains("of 100 MiB");
  }

  @Test
  void aHeapThatIsFullInOneGoIsNamedWithItsLastSeconds() throws Exception {
    api.awaitRun("front", PATIENCE, found -> found.path("latest").has("loop.delay.p99"));
    // Nothing comes back to the event loop, so that neither collector nor guard can help.
    assertThatThrownBy(() -> answer("/fill")).isInstanceOf(IOException.class);
    JsonNode exit = api.awaitEvent("front", "exit", PATIENCE).path("exit");
    assertThat(exit.path("sentence").asText())
        .contains("for want of JavaScript heap", "heap out of memory", "Last seen");
    assertThat(exit.path("last").path("heap.max").asLong()).isEqualTo(100L << 20);
  }

  @Test
  void aReplacementAnswersInItsPlace() throws Exception {
    JsonNode old =
        api.awaitRun("front", PATIENCE, found -> found.path("state").asText().equals("ready"));
    Plimsoll.Finished replaced = Plimsoll.run(folder, "replace", "front", "--collector", address);
    assertThat(replaced.exitCode()).as(replaced.output()).isZero();
    JsonNode next =
        api.awaitRun(
            "front",
            PATIENCE,
            found ->
                !found.path("id").equals(old.path("id"))
                    && found.path("state").asText().equals("ready"));
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> answer().equals("from " + next.path("pid").asLong()));
  }

  private String answer() throws IOException, InterruptedException {
    return answer("/");
  }

  private String answer(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }
}
