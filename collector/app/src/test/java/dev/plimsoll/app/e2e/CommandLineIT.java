package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.testkit.Jdk;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command, as a person types it. */
class CommandLineIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "collector",
        "run",
        "attach",
        "ps",
        "top",
        "dump",
        "heap",
        "replace",
        "stop",
        "logs",
        "import"
      })
  void everyCommandHasHelp(String command) throws Exception {
    Plimsoll.Finished finished = Plimsoll.run(folder, command, "--help");

    assertThat(finished.exitCode()).isZero();
    assertThat(finished.output()).contains("Usage: plimsoll " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dump", "replace", "stop"})
  void aNameThatNobodyHasIsAnError(String command) throws Exception {
    int port = Api.freePort();
    try (Plimsoll collector = startCollector(port)) {
      new Api(port).awaitCollector();

      Plimsoll.Finished finished =
          Plimsoll.run(folder, command, "nobody", "--collector", "http://127.0.0.1:" + port);

      assertThat(finished.exitCode()).isEqualTo(1);
      assertThat(finished.output()).contains("nobody").doesNotContain("\tat ");
      assertThat(collector.process().isAlive()).isTrue();
    }
  }

  @Test
  void withoutACollectorThereIsASentence() throws Exception {
    String nowhere = "http://127.0.0.1:" + Api.freePort();

    Plimsoll.Finished finished = Plimsoll.run(folder, "dump", "push", "--collector", nowhere);

    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.output()).contains(nowhere).contains("plimsoll collector");
  }

  @Test
  void aServiceIsListedDumpedReplacedAndStopped() throws Exception {
    int port = Api.freePort();
    String url = "http://127.0.0.1:" + port;
    int servicePort = Api.freePort();
    try (Plimsoll collector = startCollector(port);
        Plimsoll supervisor = startService(url, servicePort)) {
      Api api = new Api(port);
      api.awaitCollector();
      JsonNode first = awaitReady(api);

      JsonNode listed =
          json(Plimsoll.run(folder, "ps", "--json", "--collector", url)).path("items");
      assertThat(listed).hasSize(1);
      assertThat(listed.path(0).path("instance").asText()).isEqualTo("shop/0");
      assertThat(listed.path(0).path("state").asText()).isEqualTo("ready");
      assertThat(Plimsoll.run(folder, "ps", "--collector", url).output()).contains("shop/0");

      JsonNode dump = json(Plimsoll.run(folder, "dump", "shop", "--json", "--collector", url));
      assertThat(dump.path("reason").asText()).isEqualTo("command");
      assertThat(dump.path("bytes").asLong()).isPositive();
      Plimsoll.Finished forced =
          Plimsoll.run(folder, "dump", "shop", "--force", "--collector", url);
      assertThat(forced.exitCode()).as(forced.output()).isZero();
      assertThat(forced.output()).contains("capturing", "uploading", "/file");

      Plimsoll.Finished replaced = Plimsoll.run(folder, "replace", "shop", "--collector", url);
      assertThat(replaced.exitCode()).as(replaced.output()).isZero();
      JsonNode second =
          api.awaitRun(
              "shop",
              PATIENCE,
              run ->
                  !run.path("id").equals(first.path("id"))
                      && run.path("state").asText().equals("ready"));
      assertThat(second.path("instance")).isEqualTo(first.path("instance"));

      Plimsoll.Finished stopped = Plimsoll.run(folder, "stop", "shop", "--collector", url);
      assertThat(stopped.exitCode()).as(stopped.output()).isZero();
      api.awaitRun(
          "shop",
          PATIENCE,
          run ->
              run.path("id").equals(second.path("id"))
                  && run.path("state").asText().equals("stopped"));
      assertThat(ProcessHandle.of(second.path("pid").asLong()).filter(ProcessHandle::isAlive))
          .isEmpty();
      assertThat(collector.process().isAlive()).isTrue();
      assertThat(supervisor.process()).isNotNull();
    }
  }

  @Test
  void withoutACollectorTheHostsOwnServicesAreStillListedReplacedAndStopped() throws Exception {
    String nowhere = "http://127.0.0.1:" + Api.freePort();
    try (Plimsoll supervisor = startService(nowhere, Api.freePort())) {
      String before = awaitListed(nowhere, "ready").path("run").asText();

      Plimsoll.Finished replaced =
          Plimsoll.run(folder, "replace", "shop/0", "--collector", nowhere);
      assertThat(replaced.exitCode()).as(replaced.output()).isZero();
      assertThat(awaitListed(nowhere, "ready").path("run").asText()).isNotEqualTo(before);

      assertThat(Plimsoll.run(folder, "stop", "shop", "--collector", nowhere).exitCode()).isZero();
      assertThat(supervisor.process()).isNotNull();
    }
  }

  private JsonNode awaitListed(String url, String state) {
    return org.awaitility.Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                json(Plimsoll.run(folder, "ps", "--json", "--collector", url))
                    .path("items")
                    .path(0),
            item -> item.path("state").asText().equals(state));
  }

  private Plimsoll startCollector(int port) throws Exception {
    return Plimsoll.start(
        folder,
        "collector",
        "--port",
        Integer.toString(port),
        "--data",
        folder.resolve("data-" + port).toString());
  }

  private Plimsoll startService(String url, int servicePort) throws Exception {
    return Plimsoll.start(
        folder,
        "run",
        "--name",
        "shop",
        "--collector",
        url,
        "--",
        Jdk.running().java().toString(),
        "-Xmx64m",
        "-cp",
        Api.samplesJar().toString(),
        "dev.plimsoll.samples.storm.GarbageStorm",
        Integer.toString(servicePort));
  }

  private static JsonNode awaitReady(Api api) {
    return api.awaitRun("shop", PATIENCE, run -> run.path("state").asText().equals("ready"));
  }

  private static JsonNode json(Plimsoll.Finished finished) throws Exception {
    assertThat(finished.exitCode()).as(finished.output()).isZero();
    // Both streams are in one here, and progress is told on the other.
    String output = finished.output();
    return new ObjectMapper().readTree(output.substring(Math.max(0, output.indexOf('{'))));
  }
}
