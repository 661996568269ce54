package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.process.ExitStatus;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps one instance alive, on a thread of its own: start, watch, replace, start again. */
final class Keeper {
  private static final Duration FOREVER = Duration.ofDays(365);

  /** How much later than a child's end our own signal may come, if both were sent together. */
  private static final Duration OWN_SIGNAL = Duration.ofSeconds(2);

  /** An agent that is going to speak has spoken by this age of its process. */
  private static final Duration AGENT_GREETING = Duration.ofSeconds(10);

  private final ServiceSpec spec;
  private final String name;
  private final Bell bell;
  private final RunStarter starter;
  private final ServicePorts ports;
  private final Hands hands;
  private final Chronicle chronicle;
  private final Backoff backoff;
  private final CrashLoop loop;
  private final Readiness readiness;
  private final Memory memory;
  private final @Nullable Heirloom heirloom;
  private volatile @Nullable Run current;
  private volatile @Nullable Run incoming;
  private volatile @Nullable ReplaceRequest request;
  private volatile boolean stopping;
  private final AtomicInteger restarts = new AtomicInteger();
  private @Nullable String lastLaunchFailure;

  Keeper(
      ServiceSpec spec,
      String name,
      Bell bell,
      RunStarter starter,
      ServicePorts ports,
      Hands hands,
      Chronicle chronicle,
      Backoff backoff,
      CrashLoop loop,
      Memory memory,
      @Nullable Heirloom heirloom) {
    this.loop = loop;
    this.memory = memory;
    this.heirloom = heirloom;
    this.spec = spec;
    this.name = name;
    this.bell = bell;
    this.starter = starter;
    this.ports = ports;
    this.hands = hands;
    this.chronicle = chronicle;
    this.backoff = backoff;
    this.readiness = new Readiness(starter.processes(), starter.injectsAgent());
  }

  /** Returns when the instance has been stopped. */
  void keep() throws InterruptedException {
    Run run = heirloom == null ? null : takenOver(heirloom);
    boolean begun = run != null;
    run = begun ? run : prepare();
    while (begun || !stopping) {
      current = run;
      if (begun || launched(run)) {
        begun = false;
        run = attend(run);
        remember();
      }
      if (stopping) {
        break;
      }
      if (loop.isOn()) {
        // Whoever comes meanwhile is better refused than kept waiting.
        run.ports().giveUpUnused();
      }
      pause(run, loop.isOn() ? backoff.slow() : backoff.next(run.uptime()));
      // A run that no process came about for has not been used up.
      run = run.pid() == 0 ? run : prepare();
      restarts.incrementAndGet();
      remember();
    }
    run.become(RunState.STOPPED);
    run.ports().giveUpUnused();
    memory.erase();
    refuseRequest();
  }

  /**
   * Goes on with what another supervisor has left.
   *
   * @return the run that has the place; null if none is left
   */
  private @Nullable Run takenOver(Heirloom left) throws InterruptedException {
    InstanceRecord record = left.record();
    restarts.set(record.restarts());
    backoff.resume(record.failures());
    loop.resume(record.loop());
    chronicle.resume(record.lastExit(), record.trouble());
    Run main = left.main();
    if (main != null && main.isAlive()) {
      current = main;
      chronicle.takenOver(main);
    }
    left.settleOthers(hands);
    return main;
  }

  private Run prepare() {
    return starter.prepare(spec, name, bell, ports, memory, false);
  }

  private void remember() {
    memory.note(
        restarts.get(),
        backoff.failures(),
        loop.count(),
        chronicle.lastExit(),
        chronicle.trouble());
  }

  private boolean launched(Run run) {
    try {
      run.become(RunState.STARTING);
      hands.launch(run, false);
      lastLaunchFailure = null;
      return true;
    } catch (LaunchFailure e) {
      run.become(RunState.CRASHED);
      CrashLoop.Finding finding = loop.ended(Duration.ZERO);
      boolean isNews = finding != null && finding.justFound();
      if (isNews || !e.sentence().equals(lastLaunchFailure)) {
        lastLaunchFailure = e.sentence();
        chronicle.failedStart(run, e.sentence(), finding);
      }
      return false;
    }
  }

  /** Watches a run and those that replace it, until the last of them has ended. */
  private Run attend(Run first) throws InterruptedException {
    Run run = first;
    while (run.isAlive() && !stopping) {
      Run watched = run;
      bell.await(
          () -> needsCare(watched),
          FOREVER,
          run.state() == RunState.STARTING || loop.isOn() ? Hands.POLL : FOREVER);
      ReplaceRequest wish = request;
      if (!run.isAlive() || stopping) {
        break;
      }
      if (wish != null) {
        run = replaced(run, wish);
      } else if (run.state() == RunState.STARTING) {
        welcome(run);
      } else if (hasRecovered(run)) {
        loop.recovered();
        chronicle.recovered(run);
        remember();
      }
    }
    if (run.isAlive()) {
      hands.drain(run, ExitCause.REQUESTED);
    } else if (wasAskedAlongWithUs(run)) {
      hands.bury(run, ExitCause.REQUESTED);
    } else {
      hands.bury(run);
    }
    return run;
  }

  /**
   * Ctrl-C and a service manager signal all processes of a group at once, and a child may be
   * quicker than our own shutdown.
   */
  private boolean wasAskedAlongWithUs(Run run) throws InterruptedException {
    ExitStatus status = run.exitStatus();
    return !run.isConcluded()
        && status != null
        && status.wasAskedToEnd()
        && bell.await(() -> stopping, OWN_SIGNAL, FOREVER);
  }

  private boolean needsCare(Run run) {
    return !run.isAlive()
        || stopping
        || request != null
        || hasRecovered(run)
        || (run.state() == RunState.STARTING && (readiness.isReady(run) || isOverdue(run)));
  }

  private boolean hasRecovered(Run run) {
    return loop.isOn()
        && run.state() == RunState.READY
        && run.uptime().compareTo(spec.restart().resetAfter()) >= 0;
  }

  /** A service that declares neither port nor word may have none; others are given all the time. */
  private static boolean isOverdue(Run run) {
    return run.spec().port() == null
        && !run.spec().ready().message()
        && run.uptime().compareTo(run.spec().readyTimeout()) > 0;
  }

  private void welcome(Run run) {
    boolean ready = readiness.isReady(run);
    run.become(RunState.READY);
    if (ready) {
      chronicle.ready(run);
    } else {
      chronicle.readyWithoutListener(run);
    }
  }

  private Run replaced(Run old, ReplaceRequest wish) throws InterruptedException {
    awaitAgentOf(old);
    Replacement replacement =
        new Replacement(old, wish, bell, starter, ports, memory, hands, chronicle, () -> stopping);
    Replacement.Settled settled = replacement.carryOut(run -> incoming = run);
    // Whoever asked may look, or ask again, as soon as he is told.
    current = settled.inPlace();
    incoming = null;
    request = null;
    wish.course().end(settled.outcome());
    return settled.inPlace();
  }

  /** Old and new run overlap only if an agent can hold the new one back from the port. */
  private void awaitAgentOf(Run young) throws InterruptedException {
    bell.await(
        () ->
            young.agent().pid() != null
                || !young.isAlive()
                || stopping
                || !readiness.expectsAgent(young),
        AGENT_GREETING.minus(young.known()),
        Hands.POLL);
  }

  /**
   * Waits before the next start; a wish for a new run ends the wait, since that is what it gets.
   */
  private void pause(Run last, Duration wait) throws InterruptedException {
    TakenPort taken = last.lackedPort();
    bell.await(
        () -> stopping || request != null || (taken != null && hands.isFree(taken.port())),
        wait,
        taken == null ? FOREVER : Hands.POLL);
    ReplaceRequest wish = request;
    if (wish != null && !stopping) {
      request = null;
      wish.course().end(Outcome.done(name + " was not running and is being started now."));
    }
  }

  /** Refused at once if there is one already, or no future for it. */
  synchronized void request(ReplaceRequest wish) {
    if (stopping || request != null) {
      refuse(wish);
      return;
    }
    request = wish;
    bell.ring();
  }

  /** No wish comes in any more once {@code stopping} is set. */
  private void refuseRequest() {
    ReplaceRequest wish = request;
    request = null;
    if (wish != null) {
      refuse(wish);
    }
  }

  private void refuse(ReplaceRequest wish) {
    String why = stopping ? " is being stopped." : " is being replaced already.";
    wish.course().end(Outcome.refused(name + why));
  }

  synchronized void stop() {
    stopping = true;
    bell.ring();
  }

  @Nullable Run current() {
    return current;
  }

  @Nullable Run incoming() {
    return incoming;
  }

  boolean isCrashLooping() {
    return loop.isOn();
  }

  int restarts() {
    return restarts.get();
  }
}
