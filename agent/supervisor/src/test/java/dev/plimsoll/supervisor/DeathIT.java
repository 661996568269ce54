package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.supervisor.bench.Victim;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of processes that died, by real deaths. */
@Timeout(60)
class DeathIT {
  private static final Path MEMORY = Path.of("/sys/fs/cgroup/memory");
  private static final Duration SOON = Duration.ofSeconds(20);
  @TempDir Path directory;
  private FakeCollector collector;
  private Bench bench;

  @BeforeEach
  void startCollector() throws Exception {
    collector = FakeCollector.start();
    bench = new Bench(directory);
  }

  @AfterEach
  void stopCollector() {
    collector.close();
  }

  @ParameterizedTest
  @CsvSource({
    "heap, '', java-heap, OutOfMemoryError",
    "heap, -XX:+ExitOnOutOfMemoryError, java-heap, Terminating due to java.lang.OutOfMemoryError",
    "exit, '', code, by itself with code 3",
    "fault, '', fault, SIGSEGV"
  })
  void theDeathOfAJvmIsExplained(String how, String flag, String diedOf, String words)
      throws Exception {
    List<String> command = new ArrayList<>(Bench.javaCommand(Victim.class));
    command.add(how);
    if (!flag.isEmpty()) {
      command.add(1, flag);
    }
    Event exit = deathOf(ServiceSpec.of("push", command).withDirectory(directory));
    assertThat(FakeCollector.exitOf(exit).get("diedOf")).as(exit.text()).isEqualTo(diedOf);
    assertThat(exit.text()).contains(words);
    if (how.equals("fault")) {
      assertThat(String.valueOf(FakeCollector.exitOf(exit).get("files")))
          .contains(directory + "/hs_err_pid");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'const all = []; for (;;) all.push(new Array(1000).fill(1.5))', v8-heap, heap out of memory",
    "'Promise.reject(\"no such table\")', rejection, no such table"
  })
  void theDeathOfANodeProcessIsExplained(String script, String diedOf, String words)
      throws Exception {
    List<String> command = List.of("node", "--max-old-space-size=20", "-e", script);
    Event exit = deathOf(ServiceSpec.of("push", command));
    assertThat(FakeCollector.exitOf(exit).get("diedOf")).as(exit.text()).isEqualTo(diedOf);
    assertThat(exit.text()).contains(words);
  }

  @Test
  void whoeverKillsAProcessIsNotTakenForTheKernel() throws Exception {
    Event exit = deathOf(bench.shell("sleep 0.5; kill -9 $$"));
    assertThat(FakeCollector.exitOf(exit).get("diedOf")).isEqualTo("signal");
    assertThat(exit.text()).contains("by SIGKILL; Plimsoll did not ask for it");
  }

  @Test
  void aKillAtAMemoryLimitIsTheKernels() throws Exception {
    Path cgroup = cgroupOf32Megabytes();
    try {
      // Without a line feed there is no end of the last line, and tail keeps all of it.
      ServiceSpec hog =
          bench.shell(
              "echo $$ > %s/cgroup.procs; sleep 1; head -c 300000000 /dev/zero | tail -n 1 > /dev/null"
                  .formatted(cgroup));
      Event exit = deathOf(hog);
      assertThat(FakeCollector.exitOf(exit).get("diedOf")).as(exit.text()).isEqualTo("kernel-oom");
      assertThat(exit.text()).contains("by SIGKILL of the kernel: its cgroup had reached");
    } finally {
      await().atMost(SOON).until(() -> Files.readString(cgroup.resolve("cgroup.procs")).isEmpty());
      Files.delete(cgroup);
    }
  }

  /** Below our own, where there is version 1 and we may. */
  private static Path cgroupOf32Megabytes() throws IOException {
    Path own =
        Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
            .filter(line -> line.contains(":memory:"))
            .map(line -> MEMORY.resolve(line.substring(line.indexOf(":memory:/") + 9)))
            .findFirst()
            .orElse(MEMORY);
    Assumptions.assumeTrue(Files.isWritable(own), "no cgroup of version 1 to make one in");
    Path made = own.resolve("plimsoll-" + UUID.randomUUID());
    try {
      Files.createDirectory(made);
      Files.writeString(made.resolve("memory.limit_in_bytes"), String.valueOf(32 << 20));
    } catch (IOException e) {
      Files.deleteIfExists(made);
      Assumptions.abort("no cgroup of version 1 to make one in: " + e.getMessage());
    }
    return made;
  }

  private Event deathOf(ServiceSpec service) throws IOException {
    try (Supervisor supervisor = bench.start(service.withRestart(Bench.QUICK), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      return collector.awaitOne(EventKind.EXIT);
    }
  }
}
