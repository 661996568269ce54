package dev.plimsoll.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.agent.programs.Listening;
import dev.plimsoll.agent.programs.Waiting;
import dev.plimsoll.testkit.Jdk;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"17, channel", "25, plain"})
  void aReplacementTakesThePortOnlyWhenItMay(int feature, String kind) throws Exception {
    int port = freePort();
    try (FakeSupervisor supervisor = supervisor(new ControlMessage.Welcome());
        AgentJvm jvm =
            supervised(feature, supervisor)
                .env("PLIMSOLL_HOLD_BIND", "1")
                .start(Listening.class, kind, "" + port)) {
      await().atMost(LIMIT).until(() -> !supervisor.heard(ControlMessage.Binding.class).isEmpty());
      assertThat(supervisor.heard().get(0)).isEqualTo(new ControlMessage.Hello("run-1", jvm.pid()));
      // The old run may have it all this while.
      new ServerSocket(port, 50, InetAddress.getLoopbackAddress()).close();
      assertThat(jvm.stdout()).isEqualTo("binding\n");
      supervisor.say(new ControlMessage.MayBind(port));
      await()
          .atMost(LIMIT)
          .until(() -> supervisor.heard().contains(new ControlMessage.Listening(port)));
      assertThat(jvm.stdout()).isEqualTo("binding\nbound\n");
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  @Test
  void aRunTellsItsSupervisorEachSecondAndAgainWhenItHasComeBack() throws Exception {
    int port = freePort();
    FakeSupervisor first = supervisor(new ControlMessage.Welcome());
    try (AgentJvm jvm = supervised(17, first).start(Listening.class, "plain", "" + port)) {
      await().atMost(LIMIT).until(() -> first.heard().contains(new ControlMessage.Listening(port)));
      await().atMost(LIMIT).until(() -> first.heard(ControlMessage.Status.class).size() >= 2);
      assertThat(first.heard(ControlMessage.Status.class).get(1).metrics())
          .containsKeys(Metric.RSS, Metric.HEAP_USED, Metric.HEAP_MAX, Metric.GC_CPU);
      first.close();
      try (FakeSupervisor second = supervisor(new ControlMessage.Welcome())) {
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    second.heard().contains(new ControlMessage.Hello("run-1", jvm.pid()))
                        && second.heard().contains(new ControlMessage.Listening(port)));
      }
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  @Test
  void anAgentThatIsDeclinedGoesSilent() throws Exception {
    try (FakeCollector collector = new FakeCollector();
        FakeSupervisor supervisor =
            supervisor(new ControlMessage.Declined("another process speaks for this run"));
        AgentJvm jvm =
            supervised(25, supervisor)
                .env("PLIMSOLL_COLLECTOR", collector.url())
                .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> !supervisor.heard().isEmpty());
      await().atMost(LIMIT).until(() -> jvm.agentThreads().isEmpty());
      assertThat(collector.samples()).isEmpty();
      jvm.endInput();
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.stdout() + jvm.stderr()).isEmpty();
    }
  }

  @Test
  void aSupervisedRunLeavesStartAndExitToItsSupervisor() throws Exception {
    try (FakeCollector collector = new FakeCollector();
        FakeSupervisor supervisor = supervisor(new ControlMessage.Welcome());
        AgentJvm jvm =
            supervised(17, supervisor)
                .env("PLIMSOLL_COLLECTOR", collector.url())
                .env("PLIMSOLL_SUPERVISOR", "sup-1")
                .start(Waiting.class)) {
      await().atMost(LIMIT).until(() -> collector.samples().size() >= 2);
      assertThat(collector.runs())
          .singleElement()
          .matches(run -> run.run().equals("run-1") && "sup-1".equals(run.supervisor()));
      jvm.terminate();
      assertThat(jvm.exitCode()).isEqualTo(143);
      assertThat(collector.events()).extracting(Event::kind).isEmpty();
    }
  }

  private FakeSupervisor supervisor(ControlMessage greeting) throws IOException {
    return new FakeSupervisor(folder.resolve("s.sock"), greeting);
  }

  private AgentJvm.Launch supervised(int feature, FakeSupervisor supervisor) {
    return AgentJvm.on(Jdk.of(feature), folder)
        .env("PLIMSOLL_RUN", "run-1")
        .env("PLIMSOLL_SERVICE", "push")
        .env("PLIMSOLL_INSTANCE", "push/0")
        .env("PLIMSOLL_CONTROL", supervisor.path());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
