package dev.plimsoll.agent.guard;

/** Plays each way a run can go to a judge of its own, so that all of its code has run once. */
final class Rehearsal {
  private static final long MAX = 1_000_000;
  private static final long STEP_MS = 1_000;
  private static final int STEPS = 100;

  private Rehearsal() {}

  static void play(Marks marks) {
    for (int used = 0; used <= 10; used++) {
      play(marks, used / 10.0, true);
      play(marks, used / 10.0, false);
    }
  }

  private static void play(Marks marks, double used, boolean concurrent) {
    Judge judge = new Judge(concurrent, concurrent);
    Look look = new Look();
    look.max = MAX;
    for (int step = 1; step <= STEPS; step++) {
      look.at += STEP_MS;
      look.used = (long) (MAX * used);
      look.collections++;
      look.wholes += step % 2;
      look.gcMillis += STEP_MS;
      look.live = step % 5 == 0 ? -1 : (long) (MAX * marks.restart());
      look.liveAt = look.at;
      look.exact = step > STEPS / 2;
      look.predictedPause = step % 7 == 0 ? STEPS * STEP_MS : 0;
      if (judge.look(look, marks).probes()) {
        judge.probed(look, marks, 1);
      }
    }
  }
}
