package dev.plimsoll.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.testkit.Jdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String QUIET = "-XX:+EnableDynamicAgentLoading";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aJvmIsAttachedToDetachedFromAndAttachedToAgain(int feature) throws Exception {
    int port = Api.freePort();
    String url = "http://127.0.0.1:" + port;
    try (Plimsoll collector =
            Plimsoll.start(
                folder,
                "collector",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString());
        StandingJvm jvm = StandingJvm.start(folder, Jdk.of(feature), QUIET)) {
      Api api = new Api(port);
      api.awaitCollector();

      JsonNode first =
          new ObjectMapper()
              .readTree(attach(jvm.pid(), "--name", "shop", "--collector", url, "--json").output());
      api.awaitRun(
          "shop",
          PATIENCE,
          run ->
              run.path("id").equals(first.path("run"))
                  && run.path("latest").path("heap.used").asLong() > 0);
      assertThat(first.path("instance").asText()).isEqualTo("shop/" + jvm.pid());

      Plimsoll.Finished twice = attach(jvm.pid());
      assertThat(twice.exitCode()).isEqualTo(1);
      assertThat(twice.output()).contains("already").contains(first.path("run").asText());

      Plimsoll.Finished gone = attach(jvm.pid(), "--detach");
      assertThat(gone.exitCode()).as(gone.output()).isZero();
      awaitGone(jvm);
      assertThat(attach(jvm.pid(), "--detach").output()).contains("not in process " + jvm.pid());

      assertThat(attach(jvm.pid(), "--collector", url).output())
          .contains("as Standing/" + jvm.pid());
      api.awaitRun("Standing", PATIENCE, run -> run.path("latest").path("heap.used").asLong() > 0);
      assertThat(jvm.stderr()).isEmpty();
      assertThat(jvm.stdout().strip()).isEqualTo("standing");
      assertThat(collector.process().isAlive()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aJvmInAContainerOrOfAnotherUserIsAttachedToByRoot(int feature) throws Exception {
    assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid")).isEqualTo(0);
    String nowhere = "http://127.0.0.1:" + Api.freePort();
    try (StandingJvm jvm = StandingJvm.contained(folder, Jdk.of(feature));
        StandingJvm theirs = StandingJvm.ofSomebody(folder, Jdk.of(feature))) {
      for (StandingJvm each : List.of(jvm, theirs)) {
        Plimsoll.Finished in = attach(each.pid(), "--collector", nowhere);
        assertThat(in.exitCode()).as(in.output()).isZero();
        assertThat(each.threads()).anyMatch(name -> name.startsWith("plimsoll"));
        Plimsoll.Finished out = attach(each.pid(), "--detach");
        assertThat(out.exitCode()).as(out.output()).isZero();
        awaitGone(each);
        assertThat(Path.of("/proc", each.pid(), "root/tmp").toFile().list())
            .noneMatch(name -> name.startsWith("plimsoll-agent-"));
        assertThat(each.stderr()).isEmpty();
      }
    }
  }

  @Test
  void whatCannotBeAttachedToIsToldAndLeftAlone() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "1000").start();
    try (StandingJvm closed = StandingJvm.start(folder, Jdk.of(17), "-XX:+DisableAttachMechanism");
        StandingJvm deaf = StandingJvm.start(folder, Jdk.of(17), "-Xrs");
        StandingJvm strict =
            StandingJvm.start(folder, Jdk.of(25), "-XX:-EnableDynamicAgentLoading")) {
      refused(Long.toString(sleep.pid()), "sleep", "is neither a JVM nor Node");
      refused("4194304", "there is no process 4194304");
      refused(closed.pid(), "-XX:+DisableAttachMechanism");
      refused(deaf.pid(), "SIGQUIT", "-Xrs");
      refused(strict.pid(), "Dynamic agent loading is not enabled");
      for (StandingJvm each : List.of(closed, deaf, strict)) {
        assertThat(each.isAlive()).isTrue();
        assertThat(each.stdout().strip()).as("no thread dump").isEqualTo("standing");
        assertThat(each.stderr()).isEmpty();
      }
    } finally {
      sleep.destroyForcibly();
    }
  }

  @Test
  void whoIsNotItsUserIsToldSo() throws Exception {
    assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid")).isEqualTo(0);
    Path readable = Files.createTempDirectory("plimsoll-attach-it");
    Path jar = Files.copy(Plimsoll.JAR, readable.resolve("plimsoll.jar"));
    Files.setAttribute(readable, "unix:uid", StandingJvm.SOMEBODY);
    try (StandingJvm jvm = StandingJvm.start(folder, Jdk.of(17))) {
      List<String> command = new ArrayList<>(StandingJvm.asSomebody());
      command.addAll(
          List.of(Jdk.of(17).java().toString(), "-jar", jar.toString(), "attach", jvm.pid()));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("PLIMSOLL_CACHE_DIR", readable.resolve("cache").toString());
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(output).contains("belongs to").doesNotContain("\tat ");
    } finally {
      try (var files = Files.walk(readable)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /** The kernel forgets a thread a moment after Java does. */
  private static void awaitGone(StandingJvm jvm) {
    await()
        .atMost(PATIENCE)
        .until(() -> jvm.threads().stream().noneMatch(name -> name.startsWith("plimsoll")));
  }

  private void refused(String pid, String... reasons) throws Exception {
    Plimsoll.Finished finished = attach(pid);
    assertThat(finished.exitCode()).as(finished.output()).isEqualTo(1);
    assertThat(finished.output()).contains(reasons).doesNotContain("\tat ");
  }

  private Plimsoll.Finished attach(String pid, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("attach", pid));
    arguments.addAll(List.of(more));
    return Plimsoll.run(folder, arguments.toArray(String[]::new));
  }
}
