package dev.plimsoll.agent.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpPlannerTest {
  private static final long GIB = 1L << 30;
  private static final long MIB = 1L << 20;
  private static final DumpOrder LINE = new DumpOrder("d", "line", "c", false);
  private static final DumpOrder FORCED = new DumpOrder("d", "command", "c", true);
  private static final DumpOrder DRAINED = new DumpOrder("d", "drained", "c", false);

  @TempDir Path folder;

  @Test
  void aHeapOfAFewHundredMegabytesIsDumpedAtOnce() {
    DumpPlan plan = plan(LINE, around(250 * MIB, 100 * GIB, Long.MAX_VALUE, 17, true));
    assertThat(plan.refusal()).isNull();
    assertThat(plan.method()).isEqualTo(new DumpMethod(false, 1, false));
    assertThat(plan.pauseMs()).isBetween(1_300L, 1_600L);
    assertThat(plan.bytes()).isBetween(500 * MIB, 505 * MIB);
  }

  @Test
  void whatWouldStopTheApplicationForTooLongIsRefusedUnlessForcedOrDrained() {
    Surroundings large = around(8 * GIB, 900 * GIB, Long.MAX_VALUE, 17, true);
    DumpPlan plan = plan(LINE, large);
    assertThat(plan.refusal()).isNotNull();
    assertThat(plan.refusal().code()).isEqualTo("pause");
    assertThat(plan.refusal().sentence()).contains("44.1 s", "30.0 s");
    assertThat(plan.predicted()).containsEntry("pauseMs", plan.pauseMs()).containsKey("bytes");
    assertThat(plan(FORCED, large).refusal()).isNull();
    assertThat(plan(DRAINED, large).refusal()).isNull();
  }

  @Test
  void nobodyCanForceBytesOntoAFullDiskButTheReserve() {
    long room = 220 * MIB;
    assertThat(refusal(LINE, around(100 * MIB, room, Long.MAX_VALUE, 17, false))).isEqualTo("disk");
    assertThat(plan(FORCED, around(100 * MIB, room, Long.MAX_VALUE, 17, false)).refusal()).isNull();
    assertThat(refusal(FORCED, around(100 * MIB, 100 * MIB, Long.MAX_VALUE, 17, false)))
        .isEqualTo("disk");
  }

  @Test
  void whereThePlainFileHasNoRoomThePackedOneMayHave() {
    DumpPlan plan = plan(LINE, around(200 * MIB, 250 * MIB, Long.MAX_VALUE, 17, true));
    assertThat(plan.refusal()).isNull();
    assertThat(plan.method()).isEqualTo(new DumpMethod(true, 1, true));
  }

  @Test
  void aDrainedRunIsPackedBecauseItsPauseCostsNothing() {
    Surroundings around = around(200 * MIB, 900 * GIB, Long.MAX_VALUE, 25, true);
    assertThat(plan(DRAINED, around).method()).isEqualTo(new DumpMethod(true, 4, true));
    assertThat(plan(LINE, around).method().gzip()).isFalse();
  }

  @Test
  void aContainerThatIsAlmostFullIsLeftAloneUnlessForced() {
    assertThat(refusal(LINE, around(200 * MIB, 900 * GIB, 20 * MIB, 17, true))).isEqualTo("memory");
    assertThat(plan(FORCED, around(200 * MIB, 900 * GIB, 20 * MIB, 17, true)).refusal()).isNull();
    assertThat(plan(LINE, around(200 * MIB, 900 * GIB, 60 * MIB, 17, true)).refusal()).isNull();
  }

  @Test
  void theToolIsStartedOnlyWhereItsThreadsShortenThePause() {
    assertThat(plan(LINE, around(GIB, 900 * GIB, Long.MAX_VALUE, 25, true)).method())
        .isEqualTo(new DumpMethod(false, 4, true));
    assertThat(plan(LINE, around(50 * MIB, 900 * GIB, Long.MAX_VALUE, 25, true)).method())
        .isEqualTo(new DumpMethod(false, 1, false));
    assertThat(plan(LINE, around(GIB, 900 * GIB, Long.MAX_VALUE, 17, true)).method())
        .isEqualTo(new DumpMethod(false, 1, false));
    assertThat(plan(LINE, around(GIB, 900 * GIB, 60 * MIB, 25, true)).method().byTool()).isFalse();
  }

  @Test
  void whatWasMeasuredIsRememberedAcrossRunsAndNotMixedWithOtherReleases() {
    DumpMethod plain = new DumpMethod(false, 1, false);
    new DumpSpeed(speed(), 17).learn(plain, 500 * MIB, 604 * MIB, 1_100);
    DumpSpeed next = new DumpSpeed(speed(), 17);
    assertThat(next.bytes(plain, 500 * MIB)).isBetween(680 * MIB, 700 * MIB);
    assertThat(next.pauseMs(plain, 500 * MIB)).isBetween(1_200L, 1_300L);
    assertThat(new DumpSpeed(speed(), 25).pauseMs(plain, GIB)).isEqualTo(5_600);
  }

  @Test
  void oneSlowDumpDoesNotForbidAllOthers() {
    DumpMethod plain = new DumpMethod(false, 1, false);
    DumpSpeed speed = new DumpSpeed(speed(), 17);
    speed.learn(plain, GIB, 2 * GIB, 300_000);
    assertThat(speed.pauseMs(plain, GIB)).isBetween(25_000L, 26_000L);
    speed.learn(plain, GIB, 2 * GIB, 3_000);
    speed.learn(plain, GIB, 2 * GIB, 3_000);
    assertThat(speed.pauseMs(plain, GIB)).isBetween(3_000L, 4_000L);
  }

  @Test
  void aDamagedMemoryOfSpeedsIsAsGoodAsNone() throws Exception {
    Files.writeString(speed(), "{\"java-17-plain-1\": [{\"growth\": ");
    assertThat(new DumpSpeed(speed(), 17).pauseMs(new DumpMethod(false, 1, false), GIB))
        .isEqualTo(5_600);
  }

  @Test
  void optionsThatMakeNoSenseAreLeftOut() {
    assertThat(
            DumpOptions.read(
                Map.of("PLIMSOLL_DUMP_MAX_PAUSE", "soon", "PLIMSOLL_DUMP_PER_RUN", "-1")))
        .isEqualTo(DumpOptions.DEFAULT);
    assertThat(
            DumpOptions.read(
                Map.of("PLIMSOLL_DUMP_MAX_PAUSE", "2m", "PLIMSOLL_DUMP_KEEP_BYTES", "1000")))
        .isEqualTo(
            new DumpOptions(
                120_000, DumpOptions.DEFAULT.perRun(), DumpOptions.DEFAULT.keep(), 1000));
  }

  private Path speed() {
    return folder.resolve("speed");
  }

  private DumpPlan plan(DumpOrder order, Surroundings around) {
    return new DumpPlanner(DumpOptions.DEFAULT, new DumpSpeed(speed(), around.feature()))
        .plan(order, around);
  }

  private String refusal(DumpOrder order, Surroundings around) {
    DumpPlan.Refusal refusal = plan(order, around).refusal();
    return refusal == null ? "none" : refusal.code();
  }

  private static Surroundings around(long live, long free, long memory, int feature, boolean tool) {
    return new Surroundings(live, free, 1_000 * MIB, memory, 4, feature, tool);
  }
}
