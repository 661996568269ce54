package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.supervisor.spec.StopSpec;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ends that somebody asked for. */
@Timeout(60)
class StopIT {
  private static final Duration SOON = Duration.ofSeconds(15);
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
  void aStoppedServiceStaysStoppedAndEndsTheSupervisor() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(0), collector.uri())) {
      String run = collector.awaitOne(EventKind.READY).run();
      collector.ask(new Command("c1", run, Command.STOP, Map.of(), Long.MAX_VALUE));
      supervisor.awaitEnd();
      assertThat(collector.awaitStatus("c1").state()).isEqualTo(CommandStatus.DONE);
      Map<?, ?> exit = FakeCollector.exitOf(collector.awaitOne(EventKind.EXIT));
      assertThat(exit.get("cause")).isEqualTo("requested");
      assertThat(exit.get("signal")).isEqualTo(15L);
    }
    assertThat(collector.events(EventKind.STARTED)).hasSize(1);
  }

  @Test
  void aServiceThatIgnoresTheSignalIsKilledWhenItsTimeIsUp() throws Exception {
    ServiceSpec stubborn =
        bench
            .shell("trap '' TERM; echo up; while :; do sleep 0.1; done")
            .withStop(new StopSpec("SIGTERM", Duration.ofMillis(400)));
    try (Supervisor supervisor = bench.start(stubborn, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      await().atMost(SOON).until(() -> bench.output().contains("up"));
    }
    Event end = collector.awaitOne(EventKind.EXIT);
    assertThat(FakeCollector.exitOf(end).get("signal")).isEqualTo(9L);
    assertThat(FakeCollector.exitOf(end).get("cause")).isEqualTo("requested");
    assertThat(end.text()).contains("did not end within 400 ms of SIGTERM and was killed");
  }

  @Test
  void anotherStopSignalCanBeChosen() throws Exception {
    ServiceSpec polite =
        bench
            .shell("trap 'echo bye; exit 7' USR1; echo up; while :; do sleep 0.05; done")
            .withStop(new StopSpec("USR1", Duration.ofSeconds(5)));
    try (Supervisor supervisor = bench.start(polite, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      await().atMost(SOON).until(() -> bench.output().contains("up"));
    }
    assertThat(FakeCollector.exitOf(collector.awaitOne(EventKind.EXIT)).get("code")).isEqualTo(7L);
    assertThat(bench.output()).contains("bye");
  }

  @Test
  void aServiceBelowAShellIsAskedToEndAndGivenItsTime() throws Exception {
    Path finished = directory.resolve("finished");
    String inner =
        "trap \"sleep 0.5; touch %s; exit 0\" TERM; echo up; while :; do sleep 0.05; done";
    ServiceSpec wrapped =
        bench.shell("sh -c '" + inner.formatted(finished) + "' & wait; echo never");
    try (Supervisor supervisor = bench.start(wrapped, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      await().atMost(SOON).until(() -> bench.output().contains("up"));
    }
    assertThat(finished).exists();
    assertThat(bench.output()).doesNotContain("never");
  }

  @Test
  void whatADeadProcessLeavesBehindIsEndedToo() throws Exception {
    Path pidFile = directory.resolve("orphan");
    ServiceSpec service = bench.shell("sleep 300 & echo $! > %s; kill -9 $$".formatted(pidFile));
    try (Supervisor supervisor = bench.start(service, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      collector.awaitOne(EventKind.EXIT);
      long orphan = pidIn(pidFile);
      await().atMost(SOON).until(() -> pidIn(pidFile) != orphan);
      assertThat(isRunning(orphan)).isFalse();
    }
    assertThat(isRunning(pidIn(pidFile))).isFalse();
  }

  @Test
  void aSupervisorInAHurryDoesNotGrantTheFullTime() throws Exception {
    ServiceSpec stubborn =
        bench
            .shell("trap '' TERM; echo up; while :; do sleep 0.1; done")
            .withStop(new StopSpec("SIGTERM", Duration.ofMinutes(5)));
    long asked;
    try (Supervisor supervisor =
        Supervisor.start(bench.options(stubborn, collector.uri()).withFastStop(true))) {
      assertThat(supervisor.id()).isNotBlank();
      await().atMost(SOON).until(() -> bench.output().contains("up"));
      asked = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(4));
    assertThat(FakeCollector.exitOf(collector.awaitOne(EventKind.EXIT)).get("signal"))
        .isEqualTo(9L);
  }

  @Test
  void aClosedSupervisorLeavesNoThreadAndNoDescriptor() throws Exception {
    long descriptors = 0;
    for (int round = 0; round < 3; round++) {
      try (Supervisor supervisor = bench.start(bench.shell("sleep 0.1; exit 1"), collector.uri())) {
        assertThat(supervisor.id()).isNotBlank();
        collector.awaitMany(EventKind.EXIT, 2);
      }
      await().atMost(SOON).until(StopIT::threads, List::isEmpty);
      // The first round opens what the JDK keeps open from then on.
      descriptors = round == 0 ? descriptors() : descriptors;
    }
    assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 1);
    try (var files = Files.list(bench.runtime())) {
      assertThat(files).isEmpty();
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("plimsoll-"))
        .toList();
  }

  private static long descriptors() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static long pidIn(Path file) throws IOException {
    String text = Files.readString(file).trim();
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  /** An orphan may stay as a zombie where the first process of the machine does not collect it. */
  private static boolean isRunning(long pid) {
    return Files.isReadable(Path.of("/proc/" + pid + "/exe"));
  }
}
