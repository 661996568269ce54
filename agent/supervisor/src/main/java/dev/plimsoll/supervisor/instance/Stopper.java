package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.proc.ProcessTable;
import dev.plimsoll.supervisor.process.Child;
import dev.plimsoll.supervisor.process.Signals;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Ends all processes of a run: the service is asked first and keeps its helpers while it finishes;
 * what outlives it is asked next; what outlives the timeout is killed.
 */
final class Stopper {
  private static final Duration HURRIED_TIMEOUT = Duration.ofMillis(2500);
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(50);
  private final ProcessTable processes;
  private final Bell bell;
  private final BooleanSupplier hurried;

  /**
   * A stopper for the runs of one instance.
   *
   * @param hurried whether the whole supervisor is ending fast; may become true during a stop
   */
  Stopper(ProcessTable processes, Bell bell, BooleanSupplier hurried) {
    this.processes = processes;
    this.bell = bell;
    this.hurried = hurried;
  }

  /**
   * Returns when no process of the run is left. Of a run whose main process has ended already, ends
   * what it left behind.
   *
   * @return whether all of it went without being killed
   */
  boolean stop(Run run) throws InterruptedException {
    String signal = run.spec().stop().signal();
    long askedAt = System.nanoTime();
    askService(run, signal);
    Leftovers leftovers = new Leftovers(run, signal);
    bell.await(
        () -> leftovers.areGone() || timeIsUp(run, askedAt),
        run.spec().stop().timeout().plus(HURRIED_TIMEOUT),
        POLL);
    if (leftovers.areGone()) {
      return true;
    }
    bell.await(() -> killAll(run), KILL_TIMEOUT, POLL);
    return false;
  }

  /** The process that serves may be further down than the one we started, below a shell. */
  private static void askService(Run run, String signal) {
    Child child = run.child();
    if (child == null) {
      return;
    }
    child.handle().ifPresent(main -> Signals.send(main, signal));
    Long agentPid = run.agent().pid();
    if (agentPid != null && agentPid != child.pid()) {
      ProcessHandle.of(agentPid).ifPresent(service -> Signals.send(service, signal));
    }
  }

  private boolean timeIsUp(Run run, long askedAt) {
    Duration limit = run.spec().stop().timeout();
    if (hurried.getAsBoolean() && limit.compareTo(HURRIED_TIMEOUT) > 0) {
      limit = HURRIED_TIMEOUT;
    }
    return System.nanoTime() - askedAt >= limit.toNanos();
  }

  /** Again and again, since a process may start others while its siblings are being killed. */
  private boolean killAll(Run run) {
    Child child = run.child();
    if (child != null) {
      child.handle().ifPresent(ProcessHandle::destroyForcibly);
    }
    var members = processes.membersOf(run.id());
    members.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    return members.isEmpty() && !run.isAlive();
  }

  /** Processes of the run beside its main one. */
  private final class Leftovers {
    private final Run run;
    private final String signal;
    private boolean asked;

    Leftovers(Run run, String signal) {
      this.run = run;
      this.signal = signal;
    }

    boolean areGone() {
      if (run.isAlive()) {
        return false;
      }
      var members = processes.membersOf(run.id());
      if (!asked) {
        asked = true;
        members.forEach(pid -> ProcessHandle.of(pid).ifPresent(p -> Signals.send(p, signal)));
      }
      return members.isEmpty();
    }
  }
}
