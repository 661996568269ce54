package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.supervisor.bench.SupervisorMain;
import dev.plimsoll.wire.reading.EventKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service prints, and what becomes of it when the supervisor is no more. */
class StreamsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final long MIB = 1 << 20;
  @TempDir private Path directory;

  @Test
  void aServiceGoesOnPrintingAfterItsSupervisorWasKilled() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      Process supervisor =
          supervise(collector, "i=0; while :; do i=$((i+1)); echo line $i; sleep 0.02; done");
      long pid = collector.identityOf(collector.awaitOne(EventKind.READY).run()).pid();
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      await().atMost(SOON).until(() -> log().contains(" line 1\n"));
      supervisor.destroyForcibly();
      assertThat(supervisor.waitFor(10, TimeUnit.SECONDS)).isTrue();
      long before = Files.size(spool());
      await().atMost(SOON).until(() -> Files.size(spool()) > before + 200);
      assertThat(child.isAlive()).isTrue();
      child.destroyForcibly();
      await().atMost(SOON).until(() -> !child.isAlive());

      Process next = supervise(collector, "exec sleep 300");
      await().atMost(SOON).until(() -> isOneSpool());
      next.destroy();
      assertThat(next.waitFor(20, TimeUnit.SECONDS)).isTrue();
      List<String> lines = log().lines().map(line -> line.substring(line.indexOf("line"))).toList();
      assertThat(lines).doesNotHaveDuplicates().hasSizeGreaterThan(10);
      assertThat(lines.get(lines.size() - 1)).isEqualTo("line " + lines.size());
    }
  }

  @Test
  void aFloodNeitherHoldsUpTheServiceNorFillsTheDisk() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      Path done = directory.resolve("done");
      Process supervisor =
          supervise(
              collector,
              "yes 'a line of output, and not a short one at that: it says what it says'"
                  + " | head -c 200000000; echo over; touch "
                  + done
                  + "; exec sleep 300");
      collector.awaitOne(EventKind.READY);
      await().atMost(LONG).until(() -> Files.exists(done));
      await().atMost(LONG).until(() -> log().endsWith("over\n"));
      await().atMost(LONG).until(() -> onDisk() < 120 * MIB);
      supervisor.destroy();
      assertThat(supervisor.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Process supervise(FakeCollector collector, String script) throws IOException {
    List<String> command = new ArrayList<>(Bench.javaCommand(SupervisorMain.class));
    command.addAll(List.of(directory.toString(), collector.uri().toString(), script));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private Path logs() {
    return directory.resolve("state/logs/push");
  }

  private String log() throws IOException {
    Path file = logs().resolve("0.log");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private List<Path> spools() throws IOException {
    try (Stream<Path> files = Files.list(logs().resolve("spool"))) {
      return files.filter(file -> file.toString().endsWith(".out")).toList();
    }
  }

  private Path spool() throws IOException {
    return spools().get(0);
  }

  private boolean isOneSpool() throws IOException {
    return spools().size() == 1;
  }

  private long onDisk() throws Exception {
    Process du =
        new ProcessBuilder("du", "-sk", logs().toString()).redirectErrorStream(true).start();
    String told = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Long.parseLong(told.split("\\s+", 2)[0]) * 1024;
  }
}
