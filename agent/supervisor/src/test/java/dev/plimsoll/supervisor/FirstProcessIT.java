package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** A supervisor that is the first process, as in a container. */
@Timeout(120)
class FirstProcessIT {
  private static final List<String> NAMESPACE =
      List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
  private static final Duration SOON = Duration.ofSeconds(40);
  @TempDir Path directory;

  @Test
  void orphansAreCollectedAndTheSignalToEndIsObeyed() throws Exception {
    assumeTrue(namespacesCanBeMade(), "needs the right to make a pid namespace");
    Path over = directory.resolve("over");
    String script = "(sh -c 'sleep 0.2; touch %s' &); exec sleep 300".formatted(over);
    try (FakeCollector collector = FakeCollector.start()) {
      Process outside = supervise(collector, script);
      try {
        collector.awaitOne(EventKind.READY);
        ProcessHandle supervisor = outside.children().findFirst().orElseThrow();
        await().atMost(SOON).until(() -> Files.exists(over));
        await().atMost(SOON).until(() -> deadChildrenOf(supervisor).isEmpty());
        supervisor.destroy();
        assertThat(outside.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(FakeCollector.exitOf(collector.awaitOne(EventKind.EXIT)).get("cause"))
            .isEqualTo("requested");
      } finally {
        outside.destroyForcibly();
      }
    }
  }

  private static boolean namespacesCanBeMade() throws Exception {
    List<String> command = new ArrayList<>(NAMESPACE);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Process supervise(FakeCollector collector, String script) throws IOException {
    List<String> command = new ArrayList<>(NAMESPACE);
    command.addAll(Bench.javaCommand(SupervisorMain.class));
    command.addAll(List.of(directory.toString(), collector.uri().toString(), script));
    File output = directory.resolve("output").toFile();
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
  }

  private static List<Long> deadChildrenOf(ProcessHandle parent) {
    return parent.children().map(ProcessHandle::pid).filter(FirstProcessIT::isDead).toList();
  }

  private static boolean isDead(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
