package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.blackbox.Remains;
import dev.plimsoll.supervisor.proc.PortHolder;
import dev.plimsoll.supervisor.process.ExitStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
    boolean orderly = stop(run);
    conclude(run, cause, orderly, null);
  }

  /** Ends a run that has served, and gives it time to finish what it has begun. */
  void drain(Run run, ExitCause cause) throws InterruptedException {
    if (!run.isAlive()) {
      // A signal that came at the same moment was most likely sent to both of us.
      bury(run, statusOf(run).wasAskedToEnd() ? cause : ExitCause.unasked(statusOf(run)));
      return;
    }
    run.become(RunState.DRAINING);
    chronicle.draining(run);
    long askedAt = System.nanoTime();
    boolean orderly = stop(run);
    chronicle.drained(run, Duration.ofNanos(System.nanoTime() - askedAt), orderly);
    conclude(run, cause, orderly, null);
  }

  /** Tells the end of a run that ended unasked, and ends what it has left behind. */
  void bury(Run run) throws InterruptedException {
    bury(run, ExitCause.unasked(statusOf(run)));
  }

  /** As {@link #bury(Run)}, where somebody else has asked the process to end. */
  void bury(Run run, ExitCause cause) throws InterruptedException {
    if (!run.isConcluded()) {
      conclude(run, cause, true, whoHoldsThePortOf(run));
      stopper.stop(run);
    }
  }

  /** Of a run that never got to listen on its declared port, who does; null if nobody. */
  private @Nullable PortHolder whoHoldsThePortOf(Run run) {
    Integer port = run.spec().port();
    if (port == null || run.state() != RunState.STARTING) {
      return null;
    }
    return starter.processes().holderOf(port).orElse(null);
  }

  private boolean stop(Run run) throws InterruptedException {
    boolean orderly = stopper.stop(run);
    bell.await(() -> !run.isAlive(), FOREVER, POLL);
    return orderly;
  }

  private void conclude(
      Run run, ExitCause cause, boolean orderly, @Nullable PortHolder portHolder) {
    Remains remains = starter.remainsOf(run);
    chronicle.exit(run, statusOf(run), cause, orderly, portHolder, remains);
    remains.deliver();
    run.conclude(cause.wasWanted() ? RunState.STOPPED : RunState.CRASHED);
    starter.forget(run);
  }

  private static ExitStatus statusOf(Run run) {
    return Objects.requireNonNull(run.exitStatus(), "the run has not ended");
  }
}
