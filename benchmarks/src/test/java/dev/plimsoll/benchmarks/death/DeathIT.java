package dev.plimsoll.benchmarks.death;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Jdk;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeathIT {
  private static final Path AGENT =
      Path.of("..", "agent", "jvm", "target", "plimsoll-agent-jvm-0.1.0-SNAPSHOT.jar")
          .toAbsolutePath()
          .normalize();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Ending.class)
  void theBlackBoxGivesBackWhatTheCollectorNeverGotOn17(Ending ending) throws Exception {
    check(ending, Jdk.of(17));
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void theBlackBoxGivesBackWhatTheCollectorNeverGotOn25(Ending ending) throws Exception {
    check(ending, Jdk.of(25));
  }

  /** How many seconds are lost is for {@code benchmarks/run death}: here a machine may be busy. */
  private void check(Ending ending, Jdk jdk) throws Exception {
    Outcome outcome = new Trial(jdk.java(), AGENT, folder).of(ending);
    assertThat(outcome.givenBack()).isPositive();
    assertThat(outcome.missing()).isZero();
    assertThat(outcome.lastMs()).isBetween(0L, 15_000L);
    // The recorder itself deletes its chunks at an orderly exit.
    assertThat(outcome.recording()).exists();
    assertThat(RecordingFile.readAllEvents(outcome.recording())).isNotEmpty();
    assertThat(outcome.sentence()).contains("Last seen ").contains("heap").contains("of 128 MiB");
  }
}
