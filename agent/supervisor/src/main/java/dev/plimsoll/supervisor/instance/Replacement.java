package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.proc.ProcessTable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new run in the place of an old one. The new run is started and brought as far as it gets
 * while the old one still serves; only a new run that has come that far costs the old one its
 * place.
 */
final class Replacement {
  /**
   * What came of it.
   *
   * @param inPlace the run that has the place now; it may have ended
   * @param outcome for whoever asked
   */
  record Settled(Run inPlace, Outcome outcome) {}

  /** For what takes milliseconds, unless the host is busy; the old run serves meanwhile. */
  private static final Duration LISTEN_TIMEOUT = Duration.ofSeconds(20);

  /** The same, while nobody serves. */
  private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration FOREVER = Duration.ofDays(365);
  private final Run old;
  private final Run next;
  private final ReplaceRequest request;
  private final Bell bell;
  private final RunStarter starter;
  private final Hands hands;
  private final Chronicle chronicle;
  private final Readiness readiness;
  private final BooleanSupplier stopping;
  private final boolean oldListened;
  private final boolean overlaps;
  private final Set<Integer> wanted;
  private Set<Integer> due = Set.of();

  Replacement(
      Run old,
      ReplaceRequest request,
      Bell bell,
      RunStarter starter,
      ServicePorts ports,
      Memory memory,
      Hands hands,
      Chronicle chronicle,
      BooleanSupplier stopping) {
    this.old = old;
    this.request = request;
    this.bell = bell;
    this.starter = starter;
    this.hands = hands;
    this.chronicle = chronicle;
    this.stopping = stopping;
    this.readiness = new Readiness(starter.processes(), starter.injectsAgent());
    this.oldListened = readiness.listensAnywhere(old);
    // Without an agent nothing holds the new run back from a port that the old one still has.
    this.overlaps = old.agent().pid() != null || !oldListened;
    this.wanted = readiness.portsToTake(old);
    this.next = starter.prepare(old.spec(), old.instance(), bell, ports, memory, overlaps);
  }

  /**
   * Returns when the course is over.
   *
   * @param incoming told of the new run as soon as there are two
   */
  Settled carryOut(Consumer<Run> incoming) throws InterruptedException {
    chronicle.replaceStarted(old, next, request.reason());
    incoming.accept(next);
    return overlaps ? overlapping() : inTurn();
  }

  private Settled overlapping() throws InterruptedException {
    String failure = launch(true);
    if (failure != null) {
      return fail(old, failure + "; the old run serves on.");
    }
    progress("the new run (pid " + next.pid() + ") is starting");
    bell.await(
        () -> !next.isAlive() || stopping.getAsBoolean() || standsBy(),
        old.spec().readyTimeout(),
        Hands.POLL);
    String objection = objection();
    if (objection == null) {
      // A version that comes up and falls again at once must not cost the old run its place.
      bell.await(
          () -> !next.isAlive() || stopping.getAsBoolean(), old.spec().ready().settle(), FOREVER);
      objection = objection();
    }
    if (objection != null) {
      return dismissed(objection);
    }
    return next.agent().mayShareAll() ? sharing() : takingTurns();
  }

  /** Why the new run can't have the place; null if it stands by. */
  private @Nullable String objection() {
    if (!next.isAlive()) {
      String when = Sentences.time(next.uptime()) + " after its start";
      return "the new run ended " + when + ", the old one serves on" + Sentences.lastWords(next);
    }
    if (stopping.getAsBoolean()) {
      return "the instance is being stopped.";
    }
    if (standsBy()) {
      return null;
    }
    return "the new run was not ready within "
        + limit()
        + missing()
        + ", the old one serves on"
        + Sentences.lastWords(next);
  }

  private String missing() {
    Set<Integer> reached = new TreeSet<>(readiness.reached(next));
    Set<Integer> lacking = new TreeSet<>(wanted);
    lacking.removeAll(reached);
    if (lacking.isEmpty() || reached.isEmpty()) {
      return "";
    }
    return " (it listens on "
        + Sentences.ports(reached)
        + ", not on "
        + Sentences.ports(lacking)
        + ")";
  }

  private Settled dismissed(String why) throws InterruptedException {
    hands.end(next, ExitCause.REQUESTED);
    next.ports().giveUpUnused();
    return fail(old, why);
  }

  /** The ports are ours: both serve them while the old run finishes what it has begun. */
  private Settled sharing() throws InterruptedException {
    Set<Integer> due = next.agent().comingTo();
    next.agent().allowBind();
    // Both serve by now, so that there is time for a word of the program's own.
    boolean serves =
        bell.await(
            () ->
                !next.isAlive() || (readiness.listensOnAll(next, due) && readiness.hasSpoken(next)),
            old.spec().ready().message() ? old.spec().readyTimeout() : LISTEN_TIMEOUT,
            Hands.POLL);
    if (!next.isAlive() || !serves) {
      String lacking =
          readiness.listensOnAll(next, due)
              ? "did not say within " + limit() + " that it is ready"
              : "did not take over " + Sentences.ports(due);
      return dismissed("the new run " + lacking + ", the old one serves on.");
    }
    next.become(RunState.READY);
    chronicle.ready(next);
    progress("the new run serves, the old one (pid " + old.pid() + ") is draining");
    hands.drain(old, ExitCause.REPLACED);
    old.ports().giveUpUnused();
    if (!next.isAlive()) {
      return fail(next, "the new run ended after the old one had left" + Sentences.lastWords(next));
    }
    return succeeded();
  }

  /** The port is the old run's own: it has to leave before the new one can bind it. */
  private Settled takingTurns() throws InterruptedException {
    progress("the new run stands by, the old one (pid " + old.pid() + ") is draining");
    release();
    return takeOver();
  }

  private Settled inTurn() throws InterruptedException {
    progress(
        "no agent holds the new run back from the port, so the old run (pid "
            + old.pid()
            + ") ends first");
    release();
    String failure = launch(false);
    if (failure != null) {
      return fail(old, failure + "; the old run has ended.");
    }
    progress("the new run (pid " + next.pid() + ") is starting");
    return takeOver();
  }

  /** Why there is no new process; null if there is one. */
  private @Nullable String launch(boolean holdsBind) {
    try {
      hands.launch(next, holdsBind);
      return null;
    } catch (LaunchFailure e) {
      return e.sentence();
    }
  }

  private boolean standsBy() {
    return readiness.standsBy(next, wanted, oldListened);
  }

  /** Ends the old run, sees that its port is free, and lets the new one have it. */
  private void release() throws InterruptedException {
    ProcessTable processes = starter.processes();
    Integer port = next.agent().comingTo().stream().findFirst().orElseGet(this::portOfOld);
    List<Long> before = processes.treeOf(old.pid());
    due = next.agent().comingTo();
    hands.drain(old, ExitCause.REPLACED);
    if (port != null) {
      boolean free =
          bell.await(() -> !processes.portsOf(before).contains(port), RELEASE_TIMEOUT, Hands.POLL);
      progress(free ? "port " + port + " is released" : stillHeld(port));
    }
    next.agent().allowBind();
  }

  private @Nullable Integer portOfOld() {
    return old.isAlive() ? readiness.portOf(old) : old.spec().port();
  }

  private String stillHeld(int port) {
    return starter
        .processes()
        .holderOf(port)
        .map(holder -> "port " + port + " is still held by " + holder)
        .orElse("port " + port + " is still held by a process of another user");
  }

  private Settled takeOver() throws InterruptedException {
    BooleanSupplier ready =
        () ->
            oldListened
                ? readiness.isReady(next) && readiness.listensOnAll(next, due)
                : standsBy() && readiness.hasSpoken(next);
    boolean settled =
        bell.await(
            () -> !next.isAlive() || stopping.getAsBoolean() || ready.getAsBoolean(),
            old.spec().readyTimeout(),
            Hands.POLL);
    if (!next.isAlive()) {
      return fail(next, "the new run ended after the old one had left" + Sentences.lastWords(next));
    }
    if (stopping.getAsBoolean()) {
      return fail(next, "the instance is being stopped.");
    }
    if (!settled) {
      return fail(
          next, "the old run has left, but the new one is not ready after " + limit() + " yet.");
    }
    next.become(RunState.READY);
    chronicle.ready(next);
    return succeeded();
  }

  private Settled succeeded() {
    chronicle.replaced(old, next, request.reason());
    String text =
        "%s runs as pid %d now, in place of pid %d."
            .formatted(old.instance(), next.pid(), old.pid());
    return new Settled(next, Outcome.done(text));
  }

  private String limit() {
    return Sentences.time(old.spec().readyTimeout());
  }

  private void progress(String text) {
    request.course().progress(old.instance() + ": " + text);
  }

  private Settled fail(Run inPlace, String why) {
    String text = old.instance() + " could not be replaced: " + why;
    chronicle.replaceFailed(old, next, request.reason(), text);
    return new Settled(inPlace, Outcome.failed(text));
  }
}
