package dev.plimsoll.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.server.policy.Decision.Crossed;
import dev.plimsoll.server.policy.Decision.Replace;
import dev.plimsoll.server.policy.Decision.ReplaceWithheld;
import dev.plimsoll.server.policy.Decision.TakeDump;
import dev.plimsoll.store.RunState;
import dev.plimsoll.wire.command.Policy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {
  private static final double DEEP = 0.9;
  private static final long MINUTE = 60_000;

  private final PolicyEngine engine = new PolicyEngine(ActionLimits.DEFAULT);
  private long now = 1_000_000_000;
  private RunState state = RunState.READY;
  private boolean supervised = true;
  private boolean dumping;

  @Test
  void theLadderIsWarnThenDumpThenReplace() {
    assertThat(kinds(sink("r", 0.71, 0.71, 0.71))).containsExactly("crossed WARN");
    assertThat(kinds(sink("r", 0.76, 0.76, 0.76))).containsExactly("crossed DUMP", "dump");
    assertThat(kinds(sink("r", 0.89, 0.89, 0.89))).containsExactly("crossed RESTART", "replace");
  }

  @Test
  void aHeapThatStaysBelowTheLinesCausesNothing() {
    for (int i = 0; i < 500; i++) {
      assertThat(sink("r", 0.3 + i % 10 * 0.039)).isEmpty();
    }
  }

  @Test
  void aReplacementHappensOnceAnEpisode() {
    sink("r", DEEP, DEEP, DEEP);

    for (int i = 0; i < 300; i++) {
      assertThat(sink("r", DEEP)).isEmpty();
    }
  }

  @Test
  void aReplacementWaitsForADumpOfTheRun() {
    dumping = true;
    assertThat(kinds(sink("r", DEEP, DEEP, DEEP)))
        .containsExactly("crossed WARN", "crossed DUMP", "crossed RESTART");

    assertThat(later(MINUTE)).isEmpty();
    dumping = false;
    assertThat(kinds(later(1000))).containsExactly("replace");
  }

  @Test
  void aReplacementWaitsNoLongerThanTwoMinutesForADump() {
    dumping = true;
    sink("r", DEEP, DEEP, DEEP);

    assertThat(later(2 * MINUTE - 1)).isEmpty();
    assertThat(kinds(later(1))).containsExactly("replace");
  }

  @Test
  void aWaitingReplacementIsOffWhenTheLineIsCleared() {
    dumping = true;
    sink("r", DEEP, DEEP, DEEP);
    sink("r", 0.2, 0.2, 0.2);
    dumping = false;

    assertThat(later(1000)).isEmpty();
  }

  @Test
  void aRunThatIsDrainingOrReplacedAlreadyIsNotReplacedAgain() {
    state = RunState.DRAINING;
    List<Decision> draining = sink("r", DEEP, DEEP, DEEP);
    assertThat(kinds(draining)).doesNotContain("replace", "dump");
    assertThat(said(draining, Line.RESTART)).isEqualTo("It is being replaced already.");

    state = RunState.READY;
    engine.replaceStarted("other", now);
    assertThat(kinds(sink("other", DEEP, DEEP, DEEP))).doesNotContain("replace");
  }

  @Test
  void aRunThatHasEndedCausesNothing() {
    state = RunState.CRASHED;

    assertThat(sink("r", DEEP, DEEP, DEEP)).isEmpty();
  }

  @Test
  void aRunThatNobodySupervisesIsNotReplacedAndTheAlertSaysSo() {
    supervised = false;

    List<Decision> decisions = sink("r", DEEP, DEEP, DEEP);

    assertThat(kinds(decisions)).doesNotContain("replace");
    assertThat(said(decisions, Line.RESTART)).contains("restart it by hand");
    assertThat(later(10 * MINUTE)).isEmpty();
  }

  @Test
  void oldSamplesDeliveredLateCauseNothing() {
    for (int i = 0; i < 50; i++) {
      long at = now - 31_000 - i;
      assertThat(engine.read(subject("r"), new Depth(at, DEEP, 1), Policy.DEFAULT, now)).isEmpty();
    }
  }

  @Test
  void aReadingFromTheFutureDoesNotBlindThePolicy() {
    Depth wrongClock = new Depth(now + 3_600_000, 0.1, 1);
    assertThat(engine.read(subject("r"), wrongClock, Policy.DEFAULT, now)).isEmpty();

    assertThat(kinds(sink("r", 0.71, 0.71, 0.71))).containsExactly("crossed WARN");
  }

  @Test
  void samplesOlderThanTheLastOneCauseNothing() {
    sink("r", 0.5);
    long last = now;

    for (int i = 1; i <= 10; i++) {
      Depth late = new Depth(last - 1000L * i, DEEP, 1);
      assertThat(engine.read(subject("r"), late, Policy.DEFAULT, now)).isEmpty();
    }
  }

  @Test
  void aNewRunOfTheInstanceIsLeftInPeaceForTheCooldown() {
    sink("first", DEEP, DEEP, DEEP);

    assertThat(kinds(sink("second", DEEP, DEEP, DEEP))).doesNotContain("replace");
    now += 50_000;
    assertThat(engine.due(subject("second"), Policy.DEFAULT, now)).isEmpty();
    now += 10_000;
    assertThat(kinds(engine.due(subject("second"), Policy.DEFAULT, now)))
        .containsExactly("replace");
  }

  @Test
  void anInstanceIsReplacedTwelveTimesAnHourAtMostAndThatIsSaidOnce() {
    for (int i = 0; i < 12; i++) {
      assertThat(kinds(sink("run" + i, DEEP, DEEP, DEEP))).contains("replace");
      now += 2 * MINUTE;
    }

    assertThat(kinds(sink("last", DEEP, DEEP, DEEP))).endsWith("crossed RESTART", "withheld");
    assertThat(sink("last", DEEP, DEEP, DEEP)).isEmpty();

    now += 36 * MINUTE; // the first of the twelve is more than an hour ago
    assertThat(kinds(sink("last", DEEP))).containsExactly("replace");
  }

  @Test
  void aReplacementThatFailedIsTriedAgainAfterTheCooldownWhileTheRunIsOver() {
    sink("r", DEEP, DEEP, DEEP);
    engine.replaceFailed("r");

    assertThat(kinds(sink("r", DEEP))).isEmpty();
    now += MINUTE;
    assertThat(kinds(sink("r", DEEP))).containsExactly("replace");
  }

  @Test
  void aReplacementThatFailedIsNotTriedAgainOnceTheRunIsFine() {
    sink("r", DEEP, DEEP, DEEP);
    sink("r", 0.2, 0.2, 0.2);
    engine.replaceFailed("r");
    now += 5 * MINUTE;

    assertThat(sink("r", 0.2)).isEmpty();
  }

  @Test
  void aRunHasThreeDumpsAtMost() {
    for (int i = 0; i < 3; i++) {
      assertThat(kinds(sink("r", 0.76, 0.76, 0.76))).contains("dump");
      sink("r", 0.2, 0.2, 0.2);
    }

    List<Decision> fourth = sink("r", 0.76, 0.76, 0.76);
    assertThat(kinds(fourth)).doesNotContain("dump");
    assertThat(said(fourth, Line.DUMP)).contains("this run had 3 already");
  }

  @Test
  void aServiceHasSixDumpsAnHourAtMost() {
    for (int i = 0; i < 6; i++) {
      assertThat(kinds(sink("run" + i, 0.76, 0.76, 0.76))).contains("dump");
    }

    List<Decision> seventh = sink("seventh", 0.76, 0.76, 0.76);
    assertThat(kinds(seventh)).doesNotContain("dump");
    assertThat(said(seventh, Line.DUMP)).contains("the service had 6 within the hour");

    now += 61 * MINUTE;
    assertThat(kinds(sink("eighth", 0.76, 0.76, 0.76))).contains("dump");
  }

  @Test
  void aDumpUnderWayIsEnough() {
    dumping = true;

    List<Decision> decisions = sink("r", 0.76, 0.76, 0.76);

    assertThat(kinds(decisions)).doesNotContain("dump");
    assertThat(said(decisions, Line.DUMP)).contains("one is under way");
  }

  @Test
  void anEpisodeThatWasOpenBeforeARestartIsNotOpenedAgain() {
    engine.restoreLine("r", Line.WARN, true);
    engine.restoreLine("r", Line.DUMP, true);
    engine.restoreDump("r", "push", now);

    assertThat(sink("r", 0.76, 0.76, 0.76, 0.76)).isEmpty();
    assertThat(kinds(sink("r", 0.89, 0.89, 0.89))).containsExactly("crossed RESTART", "replace");
  }

  @Test
  void aReplacementOrderedBeforeARestartIsNotOrderedAgain() {
    engine.restoreLine("r", Line.RESTART, true);
    engine.restoreReplace("r", subject("r").place(), now, true);

    assertThat(kinds(sink("r", DEEP, DEEP, DEEP))).doesNotContain("replace");
  }

  private List<Decision> sink(String run, double... fractions) {
    List<Decision> decisions = new ArrayList<>();
    for (double fraction : fractions) {
      now += 1000;
      decisions.addAll(engine.read(subject(run), new Depth(now, fraction, 1), Policy.DEFAULT, now));
      decisions.addAll(engine.due(subject(run), Policy.DEFAULT, now));
    }
    return decisions;
  }

  private List<Decision> later(long ms) {
    now += ms;
    return engine.due(subject("r"), Policy.DEFAULT, now);
  }

  private Subject subject(String run) {
    return new Subject(run, "push", "push push/0 host", state, supervised, dumping);
  }

  private static String said(List<Decision> decisions, Line line) {
    return decisions.stream()
        .filter(decision -> decision instanceof Crossed crossed && crossed.line() == line)
        .map(decision -> ((Crossed) decision).doing())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> kinds(List<Decision> decisions) {
    return decisions.stream().map(PolicyEngineTest::kind).toList();
  }

  private static String kind(Decision decision) {
    if (decision instanceof Crossed crossed) {
      return "crossed " + crossed.line();
    }
    if (decision instanceof Decision.Cleared cleared) {
      return "cleared " + cleared.line();
    }
    if (decision instanceof TakeDump) {
      return "dump";
    }
    return decision instanceof Replace
        ? "replace"
        : decision instanceof ReplaceWithheld ? "withheld" : "?";
  }
}
