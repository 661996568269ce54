package dev.plimsoll.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

  @Test
  void scavengesOfParallelTellNothing() {
    LiveHeap live = LiveHeap.forCollectors(List.of("PS Scavenge", "PS MarkSweep"), 1_000);
    live.collected("PS Scavenge", 900, 1_000);
    assertThat(live.estimate()).isEqualTo(LiveHeap.UNKNOWN);
    live.collected("PS MarkSweep", 300, 2_000);
    live.collected("PS Scavenge", 800, 3_000);
    assertThat(live.estimate()).isEqualTo(300);
  }

  @Test
  void serialIsReadFromItsMajorCollections() {
    LiveHeap live = LiveHeap.forCollectors(List.of("Copy", "MarkSweepCompact"), 1_000);
    live.collected("Copy", 700, 1_000);
    live.collected("MarkSweepCompact", 280, 2_000);
    live.collected("MarkSweepCompact", 560, 3_000);
    assertThat(live.estimate()).isEqualTo(560);
  }

  @Test
  void theLeastOfTheLastCyclesCountsWhereEachCycleSeesTheWholeHeap() {
    LiveHeap live =
        LiveHeap.forCollectors(List.of("Shenandoah Pauses", "Shenandoah Cycles"), 1_000);
    live.collected("Shenandoah Cycles", 500, 1_000);
    live.collected("Shenandoah Cycles", 320, 2_000);
    live.collected("Shenandoah Cycles", 640, 3_000);
    live.collected("Shenandoah Pauses", 0, 3_100);
    assertThat(live.estimate()).isEqualTo(320);
  }

  @Test
  void oldCyclesAreForgottenSoThatAClimbIsSeen() {
    LiveHeap live = LiveHeap.forCollectors(List.of("ZGC Pauses", "ZGC Cycles"), 1_000);
    for (int second = 1; second <= 20; second++) {
      live.collected("ZGC Cycles", second * 40L, second * 1_000L);
    }
    assertThat(live.estimate()).isGreaterThanOrEqualTo(640);
  }

  @Test
  void minorCyclesOfGenerationalZgcDoNotRaiseTheEstimateAboveWhatIsBelieved() {
    LiveHeap live =
        LiveHeap.forCollectors(
            List.of("ZGC Minor Cycles", "ZGC Minor Pauses", "ZGC Major Cycles"), 1_000);
    live.collected("ZGC Major Cycles", 300, 1_000);
    for (int second = 2; second < 20; second++) {
      live.collected("ZGC Minor Cycles", 850, second * 1_000L);
    }
    assertThat(live.estimate()).isEqualTo(450);
    live.collected("ZGC Major Cycles", 720, 20_000);
    assertThat(live.estimate()).isEqualTo(720);
  }

  @Test
  void aCollectorThatNeverCollectsTellsNothing() {
    assertThat(LiveHeap.forCollectors(List.of("Epsilon Heap"), 1_000).estimate())
        .isEqualTo(LiveHeap.UNKNOWN);
  }
}
