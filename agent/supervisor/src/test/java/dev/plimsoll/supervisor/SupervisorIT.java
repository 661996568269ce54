package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.bench.FakeCollector;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts, ends and new starts of real processes. */
class SupervisorIT {
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
  void aServiceIsReportedStartedAndThenReadyWhenItsOwnListenerIsThere() throws Exception {
    int port = Bench.freePort();
    ServiceSpec service = bench.java(port).withPort(port).withLines(new Lines(0.5, 0.6, 0.7));
    try (Supervisor supervisor = bench.start(service, collector.uri())) {
      Event ready = collector.awaitOne(EventKind.READY);
      assertThat(collector.kinds()).containsExactly("started", "ready");
      Identity run = collector.identityOf(ready.run());
      assertThat(run.pid()).isEqualTo(Bench.whoServes(port));
      assertThat(run.service()).isEqualTo("push");
      assertThat(run.instance()).isEqualTo("push/0");
      assertThat(run.runtime()).isEqualTo("jvm");
      assertThat(run.supervisor()).isEqualTo(supervisor.id());
      assertThat(run.lines()).isEqualTo(new Lines(0.5, 0.6, 0.7));
      assertThat(run.startedAt()).isEqualTo(startOf(run.pid()));
    }
    assertThat(collector.kinds())
        .containsExactly("started", "ready", "draining", "drained", "exit");
    assertThat(FakeCollector.exitOf(collector.awaitOne(EventKind.EXIT)).get("cause"))
        .isEqualTo("requested");
    assertThat(Bench.whoServes(port)).isZero();
  }

  @Test
  void aKilledRunIsReportedWithItsSignalAndItsLastLinesAndGetsASuccessor() throws Exception {
    int port = Bench.freePort();
    try (Supervisor supervisor = bench.start(bench.java(port).withPort(port), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      long first = collector.identityOf(collector.awaitOne(EventKind.READY).run()).pid();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      Event end = collector.awaitOne(EventKind.EXIT);
      Map<?, ?> exit = FakeCollector.exitOf(end);
      assertThat(exit.get("signal")).isEqualTo(9L);
      assertThat(exit.get("code")).isNull();
      assertThat(exit.get("cause")).isEqualTo("killed");
      assertThat(exit.get("sentence").toString())
          .startsWith("push/0 (pid " + first + ") ended by SIGKILL; Plimsoll did not ask for it")
          .isEqualTo(end.text());
      assertThat((List<?>) exit.get("log"))
          .anyMatch(line -> line.equals("service: hello from the standard output"));
      Event next = collector.awaitMany(EventKind.STARTED, 2).get(1);
      assertThat(next.at() - end.at()).isBetween(100L, 2_000L);
      collector.awaitMany(EventKind.READY, 2);
      assertThat(Bench.whoServes(port)).isNotZero().isNotEqualTo(first);
    }
  }

  @Test
  void aProcessThatDiesAtOnceIsStartedAgainEverMoreSlowlyAndSaysWhy() throws Exception {
    try (Supervisor supervisor =
        bench.start(bench.shell("echo no such table >&2; exit 3"), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      List<Event> starts = collector.awaitMany(EventKind.STARTED, 4);
      long firstWait = starts.get(1).at() - starts.get(0).at();
      long thirdWait = starts.get(3).at() - starts.get(2).at();
      assertThat(thirdWait).isGreaterThan(firstWait);
      Event end = collector.events(EventKind.EXIT).get(0);
      assertThat(FakeCollector.exitOf(end).get("code")).isEqualTo(3L);
      assertThat(FakeCollector.exitOf(end).get("cause")).isEqualTo("crashed");
      assertThat(end.text()).contains("with code 3").endsWith("no such table");
      assertThat(starts.stream().map(Event::run)).doesNotHaveDuplicates();
    }
  }

  @Test
  void aRunThatFindsItsPortTakenSaysWhoHasIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      try (Supervisor supervisor = bench.start(bench.java(port).withPort(port), collector.uri())) {
        assertThat(supervisor.id()).isNotBlank();
        assertThat(collector.awaitOne(EventKind.EXIT).text())
            .contains("java.net.BindException")
            .contains("Port %d is held by pid %d (".formatted(port, ProcessHandle.current().pid()));
      }
    }
  }

  @Test
  void aCommandThatDoesNotExistIsReportedOnceAndNotHammered() throws Exception {
    ServiceSpec missing = ServiceSpec.of("push", List.of("no-such-program-here"));
    try (Supervisor supervisor = bench.start(missing.withRestart(Bench.QUICK), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      Event end = collector.awaitOne(EventKind.EXIT);
      assertThat(end.text())
          .isEqualTo(
              "push/0 could not be started: there is no program 'no-such-program-here': it is not in PATH");
      await()
          .during(Duration.ofMillis(700))
          .atMost(SOON)
          .until(() -> collector.kinds().equals(List.of("exit")));
      assertThat(bench.sentences()).hasSize(1);
    }
  }

  @Test
  void aProcessWithoutAgentAndPortIsReadyWhenItHasLivedLongEnough() throws Exception {
    try (Supervisor supervisor = bench.start(bench.shell("exec sleep 60"), collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      Event ready = collector.awaitOne(EventKind.READY);
      assertThat(ready.at() - collector.awaitOne(EventKind.STARTED).at())
          .isGreaterThanOrEqualTo(Bench.QUICK.minUptime().toMillis() - 50);
      assertThat(collector.identityOf(ready.run()).runtime()).isEqualTo("other");
    }
  }

  @Test
  void aProcessWithoutAgentIsReadyWhenItOrItsChildHoldsTheDeclaredPort() throws Exception {
    int port = Bench.freePort();
    String java = String.join(" ", bench.java(port).command());
    ServiceSpec service = bench.shell(java + "; true").withPort(port);
    try (Supervisor supervisor =
        Supervisor.start(bench.options(service, collector.uri()).withAgentJar(null))) {
      assertThat(supervisor.id()).isNotBlank();
      collector.awaitOne(EventKind.READY);
      assertThat(Bench.whoServes(port)).isNotZero();
    }
    assertThat(Bench.whoServes(port)).isZero();
  }

  @Test
  void onlyTheFirstAgentOfARunIsHeard() throws Exception {
    String first = String.join(" ", bench.java(0).command());
    Path go = directory.resolve("go");
    String second = String.join(" ", bench.java(0).command());
    ServiceSpec service =
        bench.shell(
            "%s & while [ ! -e %s ]; do sleep 0.05; done; %s & wait".formatted(first, go, second));
    try (Supervisor supervisor = bench.start(service, collector.uri())) {
      assertThat(supervisor.id()).isNotBlank();
      collector.awaitOne(EventKind.READY);
      Files.createFile(go);
      await().atMost(SOON).until(() -> bench.output().contains("agent: Declined[reason=process "));
      assertThat(bench.output()).contains("agent: Welcome[]").contains("already");
      assertThat(collector.identityOf(collector.events().get(0).run()).runtime()).isEqualTo("jvm");
    }
  }

  @Test
  void aProcessThatPrintsWithoutEndIsPassedOnAndRemembered() throws Exception {
    ServiceSpec loud =
        bench.shell("head -c 100000000 /dev/zero | tr '\\0' x; echo; seq 100; exit 1");
    try (Supervisor supervisor =
        Supervisor.start(
            bench
                .options(loud, collector.uri())
                .withOutput(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()))) {
      assertThat(supervisor.id()).isNotBlank();
      Map<?, ?> exit = FakeCollector.exitOf(collector.awaitOne(EventKind.EXIT));
      List<?> log = (List<?>) exit.get("log");
      assertThat(log).hasSize(50);
      assertThat(log.get(49)).isEqualTo("100");
    }
  }

  private static long startOf(long pid) {
    return ProcessHandle.of(pid).orElseThrow().info().startInstant().orElseThrow().toEpochMilli();
  }
}
