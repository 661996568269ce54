package dev.plimsoll.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.benchmarks.peer.Peer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The hour of {@code benchmarks/run soak}, in short. */
class SoakIT {
  private static final Path JARS = Path.of("..", "agent", "jvm", "target").toAbsolutePath();
  private static final int STEPS = 6;
  private static final int STEP_SECONDS = 3;
  private static final int RATE = 300;

  @Test
  void nothingOfTheAgentGrowsWithTheRequestsAndReplacedApplicationsCanGo() throws Exception {
    Soak.Result result = Soak.run(JARS, STEPS, STEP_SECONDS, RATE);
    Course course = result.course();
    for (Peer peer : new Peer[] {Peer.NONE, Peer.PLIMSOLL}) {
      assertThat(course.last(peer).requests())
          .isGreaterThanOrEqualTo((long) STEPS * STEP_SECONDS * RATE);
      assertThat(course.last(peer).errors()).isZero();
    }
    // The last one may still be held by a thread of the server that has not done anything since.
    assertThat(course.last(Peer.PLIMSOLL).formerLoaders())
        .isLessThanOrEqualTo(Math.max(1, course.last(Peer.NONE).formerLoaders()));
    assertThat(course.growth(reading -> reading.footprint().jvm().liveMib())).isLessThan(0.5);
    assertThat(course.growth(reading -> reading.footprint().threads())).isLessThanOrEqualTo(2);
    assertThat(result.tables())
        .containsEntry("requests.in", 0d)
        .containsEntry("agent.dropped", 0d)
        .containsEntry("agent.errors", 0d);
    // The server's own: the listener, its selectors, an idle connection or two.
    assertThat(result.tables().get("handles")).isLessThan(40);
  }
}
