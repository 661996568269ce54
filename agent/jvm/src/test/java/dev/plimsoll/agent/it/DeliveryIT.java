package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Waiting;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void nothingIsLostWhileTheCollectorIsAway() throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(17), folder)
                .args("collector=" + collector.url())
                .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 2);
      long lastAt = collector.latest().at();
      collector.stop();
      await().atMost(LIMIT).until(() -> System.currentTimeMillis() > lastAt + 4_000);
      collector.start();
      await().atMost(LIMIT).until(() -> collector.latest().at() > lastAt + 4_000);
      List<Long> sequence = collector.sequence();
      assertThat(sequence)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, sequence.get(sequence.size() - 1)).boxed().toList());
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @Test
  void withoutACollectorAndWithArgumentsThatMakeNoSenseTheApplicationRunsAsEver() throws Exception {
    try (AgentJvm jvm =
        AgentJvm.on(Jdk.of(25), folder)
            .args("collector=http://127.0.0.1:1,=x,,,instance=,lines=9")
            .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> jvm.agentThreads().size() >= 2);
      long start = System.nanoTime();
      jvm.endInput();
      assertThat(jvm.exitCode()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @Test
  void theAgentTwiceOnOneCommandLineIsOneAgent() throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(17), folder)
                .flags("-javaagent:" + AgentJvm.AGENT + "=collector=" + collector.url())
                .args("collector=" + collector.url())
                .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 3);
      assertThat(collector.runs()).hasSize(1);
      assertThat(collector.events()).hasSize(1);
      assertThat(jvm.agentThreads().stream().filter(name -> name.equals("plimsoll-sample")))
          .hasSize(1);
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aDumpIsCapturedToldUploadedAndThenRemoved(int feature) throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(feature), folder)
                .args("collector=" + collector.url() + ",state=" + folder.resolve("state"))
                .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> !collector.runs().isEmpty());
      collector.ask(dump(collector, "c1", "d-1"));
      await().atMost(LIMIT).until(() -> isDone(collector, "c1"));
      await().atMost(LIMIT).until(() -> files(folder.resolve("state"), "hprof").isEmpty());
      assertThat(collector.events())
          .extracting(Event::kind)
          .containsExactly("started", "dump-started", "dump-captured");
      Map<String, Object> data = collector.events().get(2).data();
      assertThat(data)
          .containsEntry("dump", "d-1")
          .containsEntry("reason", "command")
          .containsEntry("command", "c1")
          .containsEntry("sha256", sha256(collector.dumpBytes()))
          .containsEntry("bytes", (long) collector.dumpBytes().length)
          .containsKeys("path", "pauseMs", "predicted");
      assertThat(new String(collector.dumpBytes(), 0, 18, StandardCharsets.US_ASCII))
          .isEqualTo("JAVA PROFILE 1.0.2");
      assertThat(collector.dumpSha256()).isEqualTo(sha256(collector.dumpBytes()));
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @Test
  void aDumpIdThatIsAPathIsRefused() throws Exception {
    try (FakeCollector collector = new FakeCollector();
        AgentJvm jvm =
            AgentJvm.on(Jdk.of(17), folder)
                .args("collector=" + collector.url() + ",state=" + folder.resolve("state"))
                .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> !collector.runs().isEmpty());
      collector.ask(dump(collector, "c1", "../../evil"));
      await().atMost(LIMIT).until(() -> collector.statuses().containsKey("c1"));
      assertThat(collector.statuses().get("c1").state()).isEqualTo(CommandStatus.REFUSED);
      assertThat(folder.resolve("evil.part.hprof")).doesNotExist();
      assertThat(files(folder.resolve("state"), "evil")).isEmpty();
      assertThat(jvm.isAlive()).isTrue();
    }
  }

  private static Command dump(FakeCollector collector, String id, String dump) {
    return new Command(
        id,
        collector.runs().get(0).run(),
        Command.DUMP,
        Map.of("dump", dump, "reason", "command"),
        System.currentTimeMillis() + 60_000);
  }

  private static boolean isDone(FakeCollector collector, String id) {
    CommandStatus status = collector.statuses().get(id);
    return status != null && status.state().equals(CommandStatus.DONE);
  }

  private static List<Path> files(Path state, String ending) throws Exception {
    try (var files = Files.list(state)) {
      return files.filter(file -> file.toString().contains(ending)).toList();
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
