package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.process.ExitStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What another supervisor has left of an instance when it was killed. In the middle of a
 * replacement there are two runs: the one that serves stays, the other one is ended.
 */
final class Heirloom {
  private final InstanceRecord record;
  private final @Nullable Run main;
  private final List<Run> others = new ArrayList<>();

  /**
   * Of runs that may have ended since.
   *
   * @param runs at least one
   */
  Heirloom(InstanceRecord record, List<Run> runs) {
    this.record = record;
    this.main =
        runs.stream()
            .filter(run -> run.state() == RunState.READY)
            .max(Comparator.comparingLong(Run::since))
            .or(
                () ->
                    runs.stream()
                        .filter(run -> run.state() == RunState.STARTING)
                        .max(Comparator.comparingLong(Run::since)))
            .orElse(null);
    runs.stream().filter(run -> run != main).forEach(others::add);
  }

  InstanceRecord record() {
    return record;
  }

  /** The run that has the place; null if it was just leaving it. */
  @Nullable Run main() {
    return main;
  }

  /** Ends what has no place: at once where something else is to come, beside it where not. */
  void settleOthers(Hands hands) throws InterruptedException {
    if (main == null) {
      settle(hands);
    } else if (!others.isEmpty()) {
      Thread thread = new Thread(() -> settleBeside(hands), "plimsoll-settle");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void settleBeside(Hands hands) {
    try {
      settle(hands);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void settle(Hands hands) throws InterruptedException {
    for (Run run : others) {
      if (!run.isAlive()) {
        ExitStatus status = Objects.requireNonNull(run.exitStatus(), "the run has not ended");
        boolean asked = run.state() == RunState.DRAINING || status.wasAskedToEnd();
        hands.bury(run, asked ? ExitCause.REPLACED : ExitCause.unasked(status));
      } else if (run.state() == RunState.DRAINING) {
        hands.drain(run, ExitCause.REPLACED);
      } else {
        hands.end(run, ExitCause.REQUESTED);
      }
    }
  }
}
