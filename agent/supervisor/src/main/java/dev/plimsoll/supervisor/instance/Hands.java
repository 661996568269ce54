package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.blackbox.Remains;
import dev.plimsoll.supervisor.process.ExitStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the keeper of one instance can do to its runs; each step is told as it is taken. */
final class Hands {
  private static final Duration FOREVER = Duration.ofDays(365);
  static final Duration POLL = Duration.ofMillis(200);

  /** An agent that keeps the limit itself needs a moment to say so. */
  private static final Duration ANSWER = Duration.ofSeconds(1);

  /** An agent that is going to come back has done so by then. */
  private static final Duration RETURN = Duration.ofSeconds(10);

  private final Bell bell;
  private final RunStarter starter;
  private final Chronicle chronicle;
  private final Stopper stopper;
  private final CrashLoop loop;
  private final BooleanSupplier hurried;

  Hands(
      Bell bell, RunStarter starter, Chronicle chronicle, CrashLoop loop, BooleanSupplier hurried) {
    this.loop = loop;
    this.bell = bell;
    this.starter = starter;
    this.chronicle = chronicle;
    this.hurried = hurried;
    this.stopper = new Stopper(starter.processes(), bell, hurried);
  }

  void launch(Run run, boolean holdsBind) throws LaunchFailure {
    starter.launch(run, holdsBind);
    chronicle.started(run);
  }

  /** Ends a run that is no longer wanted. */
  void end(Run run, ExitCause cause) throws InterruptedException {
    if (!run.isAlive()) {
      // It never had the place: to fall is no loss to the instance.
      bury(run, ExitCause.unasked(statusOf(run)), false);
      return;
    }
    boolean orderly = stop(run);
    conclude(run, cause, orderly, null, null);
  }

  /** Ends a run that has served, and gives it time to finish what it has begun. */
  void drain(Run run, ExitCause cause) throws InterruptedException {
    if (!run.isAlive()) {
      // A signal that came at the same moment was most likely sent to both of us.
      bury(run, statusOf(run).wasAskedToEnd() ? cause : ExitCause.unasked(statusOf(run)));
      return;
    }
    if (run.wasTakenOver()) {
      awaitReturn(run);
    }
    run.become(RunState.DRAINING);
    long askedAt = System.nanoTime();
    // Who has bound a port himself cannot let go of it without losing what waits there.
    boolean drains =
        run.agent().drains() && !run.ports().served().isEmpty() && !hurried.getAsBoolean();
    chronicle.draining(run, drains);
    if (drains) {
      finishWork(run, askedAt);
    }
    boolean orderly = stop(run);
    if (!drains) {
      chronicle.ended(run, Duration.ofNanos(System.nanoTime() - askedAt), orderly);
    }
    conclude(run, cause, orderly, null, null);
  }

  /** The agent of a run that another supervisor has started looks for us twice a second. */
  private void awaitReturn(Run run) throws InterruptedException {
    Readiness readiness = new Readiness(starter.processes(), starter.injectsAgent());
    bell.await(
        () ->
            run.agent().isConnected()
                || !run.isAlive()
                || hurried.getAsBoolean()
                || !readiness.expectsAgent(run),
        RETURN.minus(run.known()),
        POLL);
  }

  /** The application is not asked to end before its requests have been answered. */
  private void finishWork(Run run, long askedAt) throws InterruptedException {
    Duration limit = run.spec().stop().timeout();
    run.agent().drain(limit);
    bell.await(
        () -> run.agent().undone() != null || !run.isAlive() || hurried.getAsBoolean(),
        limit.plus(ANSWER),
        POLL);
    chronicle.drained(run, Duration.ofNanos(System.nanoTime() - askedAt), run.agent().undone());
  }

  /** Tells the end of a run that ended unasked, and ends what it has left behind. */
  void bury(Run run) throws InterruptedException {
    bury(run, ExitCause.unasked(statusOf(run)));
  }

  /** As {@link #bury(Run)}, where somebody else has asked the process to end. */
  void bury(Run run, ExitCause cause) throws InterruptedException {
    bury(run, cause, !cause.wasWanted());
  }

  private void bury(Run run, ExitCause cause, boolean counts) throws InterruptedException {
    if (!run.isConcluded()) {
      CrashLoop.Finding finding = counts ? loop.ended(run.uptime()) : null;
      TakenPort taken = whoHoldsThePortOf(run);
      run.lacked(taken);
      conclude(run, cause, true, taken, finding);
      stopper.stop(run);
    }
  }

  /** Of a run that never got the port it wanted, who has it; null if nobody. */
  private @Nullable TakenPort whoHoldsThePortOf(Run run) {
    Integer port = run.wantedPort();
    if (port == null || run.ports().has(port)) {
      return null;
    }
    return starter.processes().holderOf(port).map(who -> new TakenPort(port, who)).orElse(null);
  }

  boolean isFree(int port) {
    return !starter.processes().isListenedOn(port);
  }

  private boolean stop(Run run) throws InterruptedException {
    boolean orderly = stopper.stop(run);
    bell.await(() -> !run.isAlive(), FOREVER, POLL);
    return orderly;
  }

  private void conclude(
      Run run,
      ExitCause cause,
      boolean orderly,
      @Nullable TakenPort taken,
      CrashLoop.@Nullable Finding finding) {
    Remains remains = starter.remainsOf(run);
    chronicle.exit(run, statusOf(run), cause, orderly, taken, finding, remains);
    remains.deliver();
    run.conclude(cause.wasWanted() ? RunState.STOPPED : RunState.CRASHED);
    starter.forget(run);
  }

  private static ExitStatus statusOf(Run run) {
    return Objects.requireNonNull(run.exitStatus(), "the run has not ended");
  }
}
