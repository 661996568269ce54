package dev.plimsoll.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class G1LiveTest {
  private static final String YOUNG = "G1 Young Generation";
  private static final String FULL = "G1 Old Generation";
  private static final long MAX = 1_000;

  private final LiveHeap live = LiveHeap.forCollectors(List.of(YOUNG, FULL), MAX);

  @Test
  void nothingIsKnownBeforeTheFirstCollection() {
    assertThat(live.estimate()).isEqualTo(LiveHeap.UNKNOWN);
  }

  @Test
  void aFullCollectionIsExactAndForgetsWhatWasBefore() {
    live.collected(YOUNG, 100, 1_000);
    live.collected(FULL, 620, 2_000);
    assertThat(live.estimate()).isEqualTo(620);
  }

  @Test
  void garbageThatPilesUpInTheOldGenerationNeverLooksLiveAboveWhatIsBelieved() {
    live.collected(FULL, 100, 0);
    for (int second = 1; second <= 30; second++) {
      live.collected(YOUNG, 100 + second * 25L, second * 1_000L);
      assertThat(live.estimate()).isLessThanOrEqualTo(450);
    }
  }

  @Test
  void mixedCollectionsOfAMarkingBringTheEstimateDown() {
    live.collected(YOUNG, 800, 1_000);
    live.marked(1_500);
    live.paused("Prepare Mixed", 2_000);
    live.collected(YOUNG, 810, 2_000);
    live.paused("Mixed", 3_000);
    live.collected(YOUNG, 300, 3_000);
    live.paused("Normal", 4_000);
    live.collected(YOUNG, 310, 4_000);
    assertThat(live.estimate()).isEqualTo(300);
  }

  @Test
  void whileMixedCollectionsGoOnTheStretchBeforeTheMarkingStillCounts() {
    live.collected(YOUNG, 300, 1_000);
    live.marked(1_500);
    live.collected(YOUNG, 700, 60_000);
    live.marked(60_500);
    live.paused("Mixed", 61_000);
    live.collected(YOUNG, 690, 61_000);
    live.collected(YOUNG, 680, 62_000);
    assertThat(live.estimate()).isEqualTo(680);
    live.marked(70_000);
    live.collected(YOUNG, 900, 71_000);
    live.paused("Mixed", 71_000);
    live.collected(YOUNG, 890, 72_000);
    assertThat(live.estimate()).isEqualTo(680);
  }

  @Test
  void aRealClimbIsSeenAfterEachMarking() {
    for (int second = 1; second <= 20; second++) {
      long at = second * 1_000L;
      live.collected(YOUNG, 400 + second * 20L, at);
      live.paused("Normal", at);
      live.marked(at + 500);
    }
    assertThat(live.estimate()).isBetween(740L, 800L);
  }

  @Test
  void aClimbBelowWhatIsBelievedIsSeenWithoutAnyMarking() {
    for (int second = 1; second <= 10; second++) {
      live.collected(YOUNG, 20L * second, second * 1_000L);
    }
    assertThat(live.estimate()).isBetween(100L, 200L);
  }

  @Test
  void thePausesOfTheConcurrentBeanMarkWhereTheRecorderIsSilent() {
    live.collected(YOUNG, 200, 1_000);
    live.collected("G1 Concurrent GC", 0, 2_000);
    for (int second = 3; second < 14; second++) {
      live.collected(YOUNG, 600, second * 1_000L);
    }
    assertThat(live.estimate()).isEqualTo(600);
  }
}
