package dev.plimsoll.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.run.Lines;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A heap of a thousand bytes whose restart line is at 800 and whose emergency mark is at 880. */
class JudgeTest {
  private static final Marks MARKS = Marks.of(Lines.DEFAULT);

  private final Look look = new Look();
  private Judge judge = new Judge(false, false);

  JudgeTest() {
    look.at = 1_000_000;
    look.max = 1_000;
  }

  @Test
  void aSpikeHeldForTenSecondsIsNotActedUpon() {
    for (int tenth = 0; tenth < 100; tenth++) {
      exactly(850);
      assertThat(next(870).asks()).isFalse();
    }
    exactly(300);
    assertThat(verdicts(600, 320)).containsExactly(Verdict.NOTHING);
  }

  @Test
  void aSpikeThatNobodyHasCollectedIsProbedAndNotActedUpon() {
    exactly(850);
    assertThat(verdicts(199, 850)).doesNotContain(Verdict.SUSTAINED, Verdict.CLIMBING);
    Set<Verdict> later = verdicts(30, 850);
    assertThat(later).contains(Verdict.PROBE).doesNotContain(Verdict.SUSTAINED);
    look.used = 300;
    probeFinds(300);
    assertThat(verdicts(600, 300)).containsExactly(Verdict.NOTHING);
  }

  @Test
  void whatStaysOverTheLineForTwentySecondsIsActedUponWithFreshProof() {
    exactly(820);
    Set<Verdict> before = verdicts(190, 830);
    assertThat(before).noneMatch(Verdict::asks);
    exactly(825);
    assertThat(verdicts(20, 830)).contains(Verdict.SUSTAINED);
  }

  @Test
  void whatGoesOnClimbingOverTheLineIsActedUponSooner() {
    Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
    for (int live = 800; live <= 825; live += 5) {
      exactly(live);
      seen.addAll(verdicts(12, 860));
    }
    assertThat(seen).contains(Verdict.RISING);
  }

  @Test
  void aHeapOverTheLineThatCollectionsLeaveNearlyFullIsActedUponWithoutAnotherProof() {
    exactly(850);
    assertThat(next(870).asks()).isFalse();
    Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
    for (int collection = 0; collection < 2; collection++) {
      look.collections++;
      seen.add(next(930));
    }
    assertThat(seen).contains(Verdict.BRIMMING);
  }

  @Test
  void aHeapUnderTheLineThatYoungCollectionsLeaveNearlyFullIsNot() {
    exactly(700);
    for (int collection = 0; collection < 20; collection++) {
      look.collections++;
      assertThat(next(975).asks()).isFalse();
    }
  }

  @Test
  void aSpikeThatClimbsOverTheLineAtOnceAndStaysLevelIsNot() {
    for (int live = 800; live <= 850; live += 10) {
      exactly(live);
      assertThat(verdicts(2, 870)).noneMatch(Verdict::asks);
    }
    for (int tenth = 0; tenth < 90; tenth++) {
      exactly(850);
      assertThat(next(870).asks()).isFalse();
    }
  }

  @Test
  void exactEvidenceFarOverTheLineIsActedUponAtOnce() {
    exactly(885);
    assertThat(next(890)).isEqualTo(Verdict.CLIMBING);
  }

  @Test
  void anEstimateFarOverTheLineIsNoProof() {
    look.live = 900;
    look.liveAt = look.at;
    assertThat(next(900)).isEqualTo(Verdict.PROBE_NOW);
  }

  @Test
  void highUseIsProbedOnceAMinuteAndThenMoreSeldom() {
    exactly(100);
    int probes = 0;
    for (int tenth = 0; tenth < 10 * 600; tenth++) {
      // The next collection brings it down again.
      look.collections++;
      Verdict first = next(110);
      Verdict second = next(950);
      assertThat(first).isEqualTo(Verdict.NOTHING);
      if (second.probes()) {
        probes++;
        look.used = 110;
        probeFinds(100);
      }
    }
    assertThat(probes).isBetween(2, 6);
  }

  @Test
  void aProbeThatCostsTooMuchIsNotMade() {
    look.predictedPause = 60_000;
    exactly(100);
    assertThat(verdicts(600, 950)).containsExactly(Verdict.NOTHING);
  }

  @Test
  void aFastLeakIsProbedAgainAsSoonAsAProbeHasConfirmedIt() {
    exactly(600);
    assertThat(next(890)).isEqualTo(Verdict.PROBE_NOW);
    probeFinds(860);
    assertThat(next(870).asks()).isFalse();
    Set<Verdict> later = verdicts(50, 892);
    assertThat(later).contains(Verdict.PROBE_NOW);
    probeFinds(886);
    assertThat(next(886)).isEqualTo(Verdict.CLIMBING);
  }

  @Test
  void aHeapThatStaysFullThroughAWholeCycleIsActedUponWhereNothingIsExact() {
    judge = new Judge(true, true);
    assertThat(verdicts(5, 990)).containsExactly(Verdict.NOTHING);
    look.wholes++;
    assertThat(verdicts(5, 990)).containsExactly(Verdict.NOTHING);
    look.wholes++;
    assertThat(next(990)).isEqualTo(Verdict.FULL);
  }

  @Test
  void aDipBetweenTwoCyclesShowsThatGarbageWasFreed() {
    judge = new Judge(true, true);
    for (int cycle = 0; cycle < 50; cycle++) {
      assertThat(verdicts(5, 990)).noneMatch(Verdict::asks);
      look.wholes++;
      assertThat(next(940).asks()).isFalse();
    }
  }

  @Test
  void collectionsThatTakeNearlyAllTheTimeAreASpiralWhereMuchIsLive() {
    look.predictedPause = 60_000;
    boolean spiral = false;
    for (int tenth = 0; tenth < 600; tenth++) {
      look.live = 780;
      look.liveAt = look.at;
      look.exact = true;
      look.gcMillis += 95;
      spiral |= next(850) == Verdict.SPIRAL;
    }
    assertThat(spiral).isTrue();
  }

  @Test
  void collectionsThatTakeNearlyAllTheTimeOverLittleLiveHeapAreNone() {
    for (int tenth = 0; tenth < 3_000; tenth++) {
      exactly(650);
      look.gcMillis += 95;
      assertThat(next(700).asks()).isFalse();
    }
  }

  @Test
  void tenSecondsOfNothingButCollectionsAreNoSpiral() {
    for (int second = 0; second < 10; second++) {
      exactly(790);
      look.gcMillis += 1_000;
      for (int tenth = 0; tenth < 10; tenth++) {
        assertThat(next(800).asks()).isFalse();
      }
    }
  }

  private void exactly(long bytes) {
    look.live = bytes;
    look.liveAt = look.at;
    look.exact = true;
    look.collections++;
    look.wholes++;
  }

  private void probeFinds(long bytes) {
    exactly(bytes);
    judge.probed(look, MARKS, 10);
  }

  private Verdict next(long used) {
    look.at += 100;
    look.used = used;
    return judge.look(look, MARKS);
  }

  private Set<Verdict> verdicts(int looks, long used) {
    Set<Verdict> all = EnumSet.noneOf(Verdict.class);
    for (int i = 0; i < looks; i++) {
      all.add(next(used));
    }
    return all;
  }
}
