package dev.plimsoll.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.supervisor.bench.Bench;
import dev.plimsoll.supervisor.instance.Outcome;
import dev.plimsoll.supervisor.instance.RunView;
import dev.plimsoll.supervisor.local.LocalSupervisor;
import dev.plimsoll.supervisor.local.LocalSupervisors;
import dev.plimsoll.supervisor.socket.LineClient;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.control.ControlMessage.Declined;
import dev.plimsoll.wire.control.ControlMessage.Hello;
import dev.plimsoll.wire.run.Lines;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor without a collector, asked over its sockets. */
@Timeout(60)
class LocalIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final long SELF = ProcessHandle.current().pid();
  private final List<String> steps = new CopyOnWriteArrayList<>();
  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void makeBench() {
    bench = new Bench(directory);
  }

  @Test
  void theRunsAreListedWithWhatTheirAgentsTell() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(0), null)) {
      assertThat(supervisor.id()).isNotBlank();
      LocalSupervisor local = onlyOne();
      assertThat(local.pid()).isEqualTo(SELF);
      await()
          .atMost(SOON)
          .until(() -> local.list(), list -> list.get(0).metrics().containsKey("rss"));
      RunView run = local.list().get(0);
      assertThat(run.service()).isEqualTo("push");
      assertThat(run.instance()).isEqualTo("push/0");
      assertThat(run.state()).isEqualTo("ready");
      assertThat(run.restarts()).isZero();
      assertThat(run.lastExit()).isNull();
      assertThat(run.lines()).isEqualTo(Lines.DEFAULT);
      assertThat(run.metrics()).containsEntry("rss", 1234.0).containsEntry("heap.live", 0.5);
      assertThat(ProcessHandle.of(run.pid())).isPresent();
    }
    assertThat(LocalSupervisors.in(bench.runtime())).isEmpty();
  }

  @Test
  void aServiceIsReplacedOneInstanceAfterTheOther() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(0).withInstances(2), null)) {
      assertThat(supervisor.id()).isNotBlank();
      LocalSupervisor local = onlyOne();
      awaitStates(local, "ready", "ready");
      List<RunView> before = local.list();
      Outcome outcome = local.replace("push", "by hand", steps::add);
      assertThat(outcome.result()).isEqualTo(Outcome.Result.DONE);
      assertThat(local.list()).extracting(RunView::state).containsExactly("ready", "ready");
      assertThat(local.list())
          .extracting(RunView::run)
          .doesNotContainAnyElementsOf(before.stream().map(RunView::run).toList());
      assertThat(steps)
          .anyMatch(step -> step.startsWith("push/0: the new run stands by"))
          .anyMatch(step -> step.startsWith("push/1: the new run stands by"));
      assertThat(local.list()).extracting(RunView::restarts).containsOnly(0);
    }
  }

  @Test
  void aSingleInstanceOrRunCanBeNamed() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(0).withInstances(2), null)) {
      LocalSupervisor local = onlyOne();
      awaitStates(local, "ready", "ready");
      String first = local.list().get(0).run();
      assertThat(local.replace("push/1", null, steps::add).result()).isEqualTo(Outcome.Result.DONE);
      assertThat(local.list().get(0).run()).isEqualTo(first);
      assertThat(local.stop(first, null, steps::add).text()).isEqualTo("push/0 is stopped.");
      assertThat(local.list()).extracting(RunView::state).containsExactly("stopped", "ready");
      assertThat(local.list().get(0).lastExit()).contains("as requested");
      assertThat(local.replace("push/0", null, steps::add).text())
          .isEqualTo("push/0 is being stopped.");
      assertThat(local.stop("push", null, steps::add).result()).isEqualTo(Outcome.Result.DONE);
      supervisor.awaitEnd();
    }
  }

  @Test
  void nonsenseIsAnsweredInWords() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(0), null)) {
      assertThat(supervisor.id()).isNotBlank();
      assertThat(onlyOne().replace("pull", null, steps::add).text())
          .isEqualTo("no 'pull' is kept here, only push/0");
      for (String nonsense : List.of("hello", "{}", "{\"do\":\"dance\"}", "{\"do\":\"stop\"}")) {
        try (LineClient client = new LineClient(onlyOne().socket())) {
          client.send(nonsense);
          assertThat(client.receive(SOON)).startsWith("{\"done\":false,\"text\":\"");
        }
      }
    }
  }

  @Test
  void aStrangerCannotSpeakForARun() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(0), null)) {
      assertThat(supervisor.id()).isNotBlank();
      awaitStates(onlyOne(), "ready");
      RunView run = onlyOne().list().get(0);
      assertThat(declined(new Hello(run.run(), SELF).toLine())).contains("was not started as run");
      assertThat(declined(new Hello("other", run.pid()).toLine())).contains("no run other");
      assertThat(declined(new ControlMessage.Listening(80).toLine())).contains("hello");
      assertThat(declined("garbage")).contains("hello");
      assertThat(onlyOne().list().get(0).metrics()).isNotEmpty();
    }
  }

  @Test
  void socketsOfTheDeadAreRemovedAndOthersLeftAlone() throws Exception {
    assertThat(LocalSupervisors.in(directory.resolve("nowhere"))).isEmpty();
    try (Supervisor supervisor = bench.start(bench.java(0), null)) {
      assertThat(supervisor.id()).isNotBlank();
      Path dead = bench.runtime().resolve("sup-999999.sock");
      try (var abandoned = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        abandoned.bind(UnixDomainSocketAddress.of(dead));
      }
      assertThat(LocalSupervisors.in(bench.runtime()))
          .extracting(LocalSupervisor::pid)
          .containsExactly(SELF);
      assertThat(dead).doesNotExist();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bench.runtime())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aSecondSupervisorInTheSamePlaceIsRefused() throws Exception {
    try (Supervisor supervisor = bench.start(bench.java(0), null)) {
      assertThat(supervisor.id()).isNotBlank();
      assertThatThrownBy(() -> bench.start(bench.java(0), null))
          .hasMessageContaining("the service push is kept by another supervisor already");
      assertThat(onlyOne().list()).hasSize(1);
    }
  }

  private String declined(String firstLine) throws Exception {
    try (LineClient agent = new LineClient(bench.runtime().resolve("ctl-" + SELF + ".sock"))) {
      agent.send(firstLine);
      Declined answer = (Declined) ControlMessage.ofLine(agent.receive(SOON));
      assertThatThrownBy(() -> agent.receive(SOON)).hasMessageContaining("ended");
      return answer.reason();
    }
  }

  private LocalSupervisor onlyOne() throws Exception {
    List<LocalSupervisor> found = LocalSupervisors.in(bench.runtime());
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static void awaitStates(LocalSupervisor local, String... states) {
    await()
        .atMost(SOON)
        .until(
            () -> local.list().stream().map(RunView::state).toList(),
            list -> list.equals(List.of(states)));
  }
}
