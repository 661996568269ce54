package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.supervisor.bench.SupervisorMain;
import dev.plimsoll.wire.reading.EventKind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A supervisor whose own process is told to end. */
@Timeout(60)
class SignalIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void everythingEndsWithItAndTheCollectorHearsOfIt(String signal) throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      Process supervisor =
          supervise(collector, "trap '' TERM; sleep 300 & echo up; while :; do sleep 0.1; done");
      long pid = collector.identityOf(collector.awaitOne(EventKind.READY).run()).pid();
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> tree = new ArrayList<>(child.descendants().toList());
      tree.add(child);
      await().atMost(SOON).until(() -> printed().contains("up"));

      long asked = System.nanoTime();
      assertThat(new ProcessBuilder("kill", "-" + signal, "" + supervisor.pid()).start().waitFor())
          .isZero();
      assertThat(supervisor.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
      await().atMost(SOON).until(() -> tree.stream().noneMatch(SignalIT::isRunning));
      assertThat(FakeCollector.exitOf(collector.awaitOne(EventKind.EXIT)).get("cause"))
          .isEqualTo("requested");
      try (var files = Files.list(directory.resolve("run"))) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void aChildThatIsSignalledAlongWithItCountsAsAskedToEnd() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      Process supervisor = supervise(collector, "exec sleep 300");
      long child = collector.identityOf(collector.awaitOne(EventKind.READY).run()).pid();
      assertThat(
              new ProcessBuilder("kill", "-INT", "" + child, "" + supervisor.pid())
                  .start()
                  .waitFor())
          .isZero();
      assertThat(supervisor.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(FakeCollector.exitOf(collector.awaitOne(EventKind.EXIT)).get("cause"))
          .isEqualTo("requested");
    }
  }

  @Test
  void theOutputOfTheServiceIsTheOutputOfTheSupervisor() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      Process supervisor = supervise(collector, "printf 'no line feed'; exec sleep 300");
      await().atMost(SOON).until(() -> printed().contains("no line feed"));
      supervisor.destroy();
      assertThat(supervisor.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Process supervise(FakeCollector collector, String script) throws IOException {
    List<String> command = new ArrayList<>(Bench.javaCommand(SupervisorMain.class));
    command.addAll(List.of(directory.toString(), collector.uri().toString(), script));
    File output = directory.resolve("output").toFile();
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
  }

  private String printed() throws IOException {
    return Files.readString(directory.resolve("output"));
  }

  private static boolean isRunning(ProcessHandle process) {
    return Files.isReadable(Path.of("/proc/" + process.pid() + "/exe"));
  }
}
