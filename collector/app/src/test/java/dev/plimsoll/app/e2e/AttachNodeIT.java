package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll attach} and a Node that has run for a while. */
class AttachNodeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern INSPECTOR = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)/");
  private static final String PROGRAM =
      """
      const { createServer } = require('http');
      const { listen } = require('net').Server.prototype;
      const server = createServer((request, response) => {
        response.end(String(require('net').Server.prototype.listen === listen));
      });
      server.listen(0, '127.0.0.1', () => console.log('standing on ' + server.address().port));
      """;

  /** So that processes beside this one, which may have their inspector open, are not in the way. */
  private static final String ANY_PORT = "--inspect-port=0";

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void aNodeIsAttachedToDetachedFromAndAttachedToAgain() throws Exception {
    int port = Api.freePort();
    String url = "http://127.0.0.1:" + port;
    Path program = Files.writeString(folder.resolve("shop.js"), PROGRAM);
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
      Process node = start(List.of(ANY_PORT), program.toString());

      JsonNode first =
          new ObjectMapper().readTree(attach(node, "--collector", url, "--json").output());
      assertThat(first.path("instance").asText()).isEqualTo("shop/" + node.pid());
      api.awaitRun(
          "shop",
          PATIENCE,
          run ->
              run.path("id").equals(first.path("run"))
                  && run.path("runtime").asText().equals("node")
                  && run.path("latest").path("heap.used").asLong() > 0);
      assertThat(attach(node).output()).contains("already").contains(first.path("run").asText());

      Plimsoll.Finished gone = attach(node, "--detach");
      assertThat(gone.exitCode()).as(gone.output()).isZero();
      assertThat(attach(node, "--detach").output()).contains("not in process " + node.pid());

      assertThat(attach(node, "--collector", url, "--name", "again").output())
          .contains("as again/" + node.pid());
      api.awaitRun("again", PATIENCE, run -> run.path("latest").path("heap.used").asLong() > 0);
      noInspectorIsOpen();
      assertThat(collector.process().isAlive()).isTrue();
      assertThat(node.isAlive()).isTrue();
    }
  }

  @Test
  void whatCannotBeAttachedToIsToldAndLeftAlone() throws Exception {
    Path program = Files.writeString(folder.resolve("index.js"), PROGRAM);
    Path own =
        Files.writeString(
            folder.resolve("own.js"),
            "process.on('SIGUSR1', () => console.log('mine'));" + PROGRAM);
    Process restricted =
        start(List.of("--experimental-permission", "--allow-fs-read=*"), program.toString());
    refused(restricted, "--experimental-permission");
    Process handling = start(List.of(ANY_PORT), own.toString());
    refused(handling, "handler for SIGUSR1");
    Path many =
        Files.writeString(
            folder.resolve("many.js"),
            "if (require('cluster').isPrimary) require('cluster').fork(); else {" + PROGRAM + "}");
    Process primary = start(List.of(), many.toString());
    refused(primary, "primary of a cluster");
    assertThat(List.of(restricted, handling, primary)).allMatch(Process::isAlive);
    primary.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void theNodeOfAnotherUserIsRefused() throws Exception {
    assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid")).isEqualTo(0);
    List<String> command = new ArrayList<>(StandingJvm.asSomebody());
    command.addAll(List.of("node", ANY_PORT, "-e", PROGRAM));
    Process node = begin(command);
    refused(node, "attach as that user");
    assertThat(node.isAlive()).isTrue();
  }

  private Process start(List<String> options, String program) throws IOException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(options);
    command.add(program);
    return begin(command);
  }

  private Process begin(List<String> command) throws IOException {
    Path out = folder.resolve("out-" + started.size());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("NODE_"));
    Process process = builder.start();
    started.add(process);
    await().atMost(PATIENCE).until(() -> Files.readString(out).contains("standing on"));
    return process;
  }

  /** Each time Node has said on which port it was. */
  private void noInspectorIsOpen() throws IOException {
    Matcher told = INSPECTOR.matcher(Files.readString(folder.resolve("err")));
    List<Integer> ports = new ArrayList<>();
    while (told.find()) {
      ports.add(Integer.parseInt(told.group(1)));
    }
    assertThat(ports).isNotEmpty();
    for (int port : ports) {
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  private void refused(Process process, String... reasons) throws Exception {
    Plimsoll.Finished finished = attach(process);
    assertThat(finished.exitCode()).as(finished.output()).isEqualTo(1);
    assertThat(finished.output()).contains(reasons).doesNotContain("\tat ");
  }

  private Plimsoll.Finished attach(Process process, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("attach", Long.toString(process.pid())));
    arguments.addAll(List.of(more));
    return Plimsoll.run(folder, arguments.toArray(String[]::new));
  }
}
