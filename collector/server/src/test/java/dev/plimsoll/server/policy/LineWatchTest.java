package dev.plimsoll.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.command.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineWatchTest {
  private final LineWatch watch = new LineWatch(20_000);
  private long at;

  @Test
  void aLineIsCrossedAtTheThirdReadingInARow() {
    assertThat(read(0.71, 0.71)).isEmpty();
    assertThat(read(0.71)).containsExactly("+WARN");
  }

  @Test
  void onTheLineIsOverTheLine() {
    assertThat(read(0.70, 0.70, 0.70)).containsExactly("+WARN");
  }

  @Test
  void twoReadingsOverTheLineAndOneBelowCrossNothing() {
    assertThat(read(0.71, 0.71, 0.69, 0.71, 0.71, 0.69)).isEmpty();
  }

  @Test
  void anEpisodeIsOneCrossingHoweverLongItLasts() {
    read(0.71, 0.71, 0.71);

    assertThat(read(0.72, 0.70, 0.69, 0.66, 0.73, 0.65, 0.74, 0.74, 0.74)).isEmpty();
  }

  @Test
  void aLineIsClearedBelowTheHysteresisAndThenMayBeCrossedAgain() {
    read(0.71, 0.71, 0.71);

    assertThat(read(0.649, 0.649)).isEmpty();
    assertThat(read(0.649)).containsExactly("-WARN");
    assertThat(read(0.71, 0.71, 0.71)).containsExactly("+WARN");
  }

  @Test
  void aJumpOverAllLinesCrossesThemFromTheLowestUp() {
    assertThat(read(0.50, 0.95, 0.95, 0.95)).containsExactly("+WARN", "+DUMP", "+RESTART");
  }

  @Test
  void aFallBelowAllLinesClearsThemFromTheHighestDown() {
    read(0.95, 0.95, 0.95);

    assertThat(read(0.20, 0.20, 0.20)).containsExactly("-RESTART", "-DUMP", "-WARN");
  }

  @Test
  void eachLineNeedsItsOwnThreeReadings() {
    assertThat(read(0.71, 0.76, 0.89, 0.89, 0.89)).containsExactly("+WARN", "+DUMP", "+RESTART");
  }

  @Test
  void aReadingThatIsNotNewerSaysNothing() {
    Depth once = depth(0.9);
    assertThat(watch.read(once, Policy.DEFAULT)).isEmpty();
    assertThat(watch.read(once, Policy.DEFAULT)).isEmpty();
    assertThat(watch.read(once, Policy.DEFAULT)).isEmpty();
    assertThat(watch.read(new Depth(once.at() - 1, 1, 1), Policy.DEFAULT)).isEmpty();
  }

  @Test
  void aThousandReadingsThatSwingBelowTheLineCrossNothing() {
    Random random = new Random(11);
    for (int i = 0; i < 1000; i++) {
      assertThat(read(random.nextDouble() * 0.699)).isEmpty();
    }
  }

  @Test
  void withOneConfirmationOneReadingIsEnough() {
    Policy hasty = new Policy(Policy.DEFAULT.lines(), 1, 0.05, 0);

    assertThat(watch.read(depth(0.9), hasty)).hasSize(3);
  }

  @Test
  void oldEvidenceRepeatedEachSecondDoesNotCrossTheRestartLine() {
    List<String> changes = new ArrayList<>();
    for (int second = 1; second <= 30; second++) {
      changes.addAll(told(new Depth(second * 1000L, 850, 1000, 500)));
    }

    assertThat(changes).containsExactly("+WARN", "+DUMP");
  }

  @Test
  void eachReadingWithNewerEvidenceConfirmsTheRestartLine() {
    List<String> changes = new ArrayList<>();
    for (int second = 1; second <= 5; second++) {
      changes.addAll(told(new Depth(second * 1000L, 890, 1000, second < 3 ? 900 : 2_900)));
    }

    assertThat(changes).containsExactly("+WARN", "+DUMP", "+RESTART");
  }

  @Test
  void aSpikeOfTenSecondsDoesNotCrossTheRestartLine() {
    List<String> changes = new ArrayList<>();
    for (int second = 0; second < 10; second++) {
      changes.addAll(read(0.85));
    }

    assertThat(changes).containsExactly("+WARN", "+DUMP");
    assertThat(read(0.30, 0.30, 0.30)).containsExactly("-DUMP", "-WARN");
  }

  @Test
  void whatStaysOverTheRestartLineForTwentySecondsCrossesIt() {
    for (int second = 0; second < 20; second++) {
      assertThat(read(0.81)).doesNotContain("+RESTART");
    }

    assertThat(read(0.81)).containsExactly("+RESTART");
  }

  @Test
  void whatGoesOnClimbingOverTheRestartLineCrossesItSooner() {
    assertThat(read(0.800, 0.804, 0.808, 0.812, 0.816)).doesNotContain("+RESTART");
    assertThat(read(0.821)).containsExactly("+RESTART");
  }

  private List<String> told(Depth depth) {
    List<String> changes = new ArrayList<>();
    for (LineWatch.Change change : watch.read(depth, Policy.DEFAULT)) {
      changes.add((change.crossed() ? "+" : "-") + change.line());
    }
    return changes;
  }

  private List<String> read(double... fractions) {
    List<String> changes = new ArrayList<>();
    for (double fraction : fractions) {
      for (LineWatch.Change change : watch.read(depth(fraction), Policy.DEFAULT)) {
        changes.add((change.crossed() ? "+" : "-") + change.line());
      }
    }
    return changes;
  }

  private Depth depth(double fraction) {
    at += 1000;
    return new Depth(at, fraction * 1000, 1000);
  }
}
