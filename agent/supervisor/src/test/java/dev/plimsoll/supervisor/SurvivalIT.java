package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.supervisor.bench.SupervisorMain;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Supervisors that are killed, and what the next one makes of what they have left. */
@Timeout(120)
class SurvivalIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SLEEPS = "echo up; exec sleep 300";
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

  @Test
  void aRunGoesOnUnderTheNextSupervisorWhichTellsItsEnd() throws Exception {
    Identity run = leave(SLEEPS);
    try (Supervisor supervisor = bench.start(bench.shell(SLEEPS), collector.uri())) {
      assertThat(supervisor.id()).as("the name that the run knows").isEqualTo(run.supervisor());
      Event adopted = collector.awaitOne(EventKind.ADOPTED);
      assertThat(adopted.run()).isEqualTo(run.run());
      assertThat(collector.events(EventKind.STARTED)).hasSize(1);
      ProcessHandle.of(run.pid()).orElseThrow().destroyForcibly();
      Event end = collector.awaitOne(EventKind.EXIT);
      assertThat(end.run()).isEqualTo(run.run());
      assertThat(FakeCollector.exitOf(end).get("signal")).isEqualTo(9L);
      assertThat(FakeCollector.exitOf(end).get("cause")).isEqualTo("killed");
      collector.awaitMany(EventKind.STARTED, 2);
    }
    assertNothingIsLeft();
  }

  @Test
  void anEndThatNoSupervisorSawIsToldByTheNextOne() throws Exception {
    Path go = directory.resolve("go");
    String script = "echo up; while [ ! -e %s ]; do sleep 0.05; done; echo enough >&2; exit 7";
    Identity run = leave(script.formatted(go));
    Files.createFile(go);
    await().atMost(SOON).until(() -> !Files.exists(Path.of("/proc/" + run.pid())));
    Files.delete(go);
    ServiceSpec service = bench.shell(script.formatted(go));
    try (Supervisor supervisor = bench.start(service, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      Event end = collector.awaitOne(EventKind.EXIT);
      assertThat(end.run()).isEqualTo(run.run());
      Map<?, ?> exit = FakeCollector.exitOf(end);
      assertThat(exit.get("code")).isEqualTo(7L);
      assertThat(exit.get("log").toString()).contains("enough");
      collector.awaitMany(EventKind.STARTED, 2);
    }
    assertNothingIsLeft();
  }

  @Test
  void aRunOfAnotherConfigurationIsReplaced() throws Exception {
    Identity run = leave(SLEEPS);
    ServiceSpec changed = bench.shell("echo other; exec sleep 400");
    try (Supervisor supervisor = bench.start(changed, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      Event replaced = collector.awaitOne(EventKind.REPLACED);
      assertThat(replaced.data().get("oldRun")).isEqualTo(run.run());
      await().atMost(SOON).until(() -> !Files.exists(Path.of("/proc/" + run.pid())));
    }
    assertNothingIsLeft();
  }

  @Test
  void instancesThatAreTooManyAreStopped() throws Exception {
    leave(SLEEPS, "2");
    try (Supervisor supervisor = bench.start(bench.shell(SLEEPS), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      Event end = collector.awaitOne(EventKind.EXIT);
      assertThat(collector.identityOf(end.run()).instance()).isEqualTo("push/1");
      assertThat(FakeCollector.exitOf(end).get("cause")).isEqualTo("requested");
    }
    assertNothingIsLeft();
  }

  @Test
  void aServiceHasOneSupervisorAtATime() throws Exception {
    try (Supervisor supervisor = bench.start(bench.shell(SLEEPS), null)) {
      assertThat(supervisor.id()).isNotBlank();
      assertThatThrownBy(() -> bench.start(bench.shell(SLEEPS), null))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the service push is kept by another supervisor already")
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
  }

  /** A run of a supervisor that was killed. */
  private Identity leave(String script, String... instances) throws Exception {
    List<String> command = new ArrayList<>(Bench.javaCommand(SupervisorMain.class));
    command.addAll(List.of(directory.toString(), collector.uri().toString(), script));
    command.addAll(List.of(instances));
    File output = directory.resolve("output").toFile();
    Process first =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    int count = instances.length == 0 ? 1 : Integer.parseInt(instances[0]);
    Event ready = collector.awaitMany(EventKind.READY, count).get(0);
    first.destroyForcibly().waitFor();
    Identity run = collector.identityOf(ready.run());
    assertThat(ProcessHandle.of(run.pid())).isPresent();
    return run;
  }

  /** Neither a process, nor a file that another supervisor would make something of. */
  private void assertNothingIsLeft() throws IOException {
    await().atMost(SOON).until(() -> wardens().isEmpty());
    try (Stream<Path> files = Files.list(directory.resolve("state/push/keep"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsOnly("lock", "service.json");
    }
  }

  private List<Long> wardens() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .map(List::of)
                    .orElse(List.of())
                    .toString()
                    .contains(directory.toString()))
        .map(ProcessHandle::pid)
        .toList();
  }
}
