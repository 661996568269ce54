package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.process.ExitStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What the keeper of one instance can do to its runs; each step is told as it is taken. */
final class Hands {
  private static final Duration FOREVER = Duration.ofDays(365);
  static final Duration POLL = Duration.ofMillis(200);

  private final Bell bell;
  private final RunStarter starter;
  private final Chronicle chronicle;
  private final Stopper stopper;

  Hands(Bell bell, RunStarter starter, Chronicle chronicle, BooleanSupplier hurried) {
    this.bell = bell;
    this.starter = starter;
    this.chronicle = chronicle;
    this.stopper = new Stopper(starter.processes(), bell, hurried);
  }

  void launch(Run run, boolean holdsBind) throws LaunchFailure {
    starter.launch(run, holdsBind);
    chronicle.started(run);
  }

  /** Ends a run that is no longer wanted. */
  void end(Run run, ExitCause cause) throws InterruptedException {
    if (!run.isAlive()) {
      bury(run);
      return;
    }
    conclude(run, cause, stop(run));
  }

  /** Ends a run that has served, and gives it time to finish what it has begun. */
  void drain(Run run, ExitCause cause) throws InterruptedException {
    if (!run.isAlive()) {
      bury(run);
      return;
    }
    run.become(RunState.DRAINING);
    chronicle.draining(run);
    long askedAt = System.nanoTime();
    boolean orderly = stop(run);
    chronicle.drained(run, Duration.ofNanos(System.nanoTime() - askedAt), orderly);
    conclude(run, cause, orderly);
  }

  /** Tells the end of a run that ended unasked, and ends what it has left behind. */
  void bury(Run run) throws InterruptedException {
    if (run.isConcluded()) {
      return;
    }
    conclude(run, ExitCause.unasked(statusOf(run)), true);
    stopper.stop(run);
  }

  private boolean stop(Run run) throws InterruptedException {
    boolean orderly = stopper.stop(run);
    bell.await(() -> !run.isAlive(), FOREVER, POLL);
    return orderly;
  }

  private void conclude(Run run, ExitCause cause, boolean orderly) {
    chronicle.exit(run, statusOf(run), cause, orderly);
    boolean wanted = cause == ExitCause.REQUESTED || cause == ExitCause.REPLACED;
    run.conclude(wanted ? RunState.STOPPED : RunState.CRASHED);
    starter.forget(run);
  }

  private static ExitStatus statusOf(Run run) {
    return Objects.requireNonNull(run.exitStatus(), "the run has not ended");
  }
}
