package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.proc.ProcessTable;
import java.time.Duration;
import java.util.List;
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

  private static final Duration PORT_TIMEOUT = Duration.ofSeconds(5);
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

  Replacement(
      Run old,
      ReplaceRequest request,
      Bell bell,
      RunStarter starter,
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
    this.next = starter.prepare(old.spec(), old.instance(), bell, overlaps);
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
    if (!next.isAlive()) {
      String words = Sentences.lastWords(next);
      hands.bury(next);
      return fail(old, "the new run ended before it was ready, the old one serves on" + words);
    }
    if (stopping.getAsBoolean()) {
      hands.end(next, ExitCause.REQUESTED);
      return fail(old, "the instance is being stopped.");
    }
    if (!standsBy()) {
      String words = Sentences.lastWords(next);
      hands.end(next, ExitCause.REQUESTED);
      return fail(
          old, "the new run was not ready within " + limit() + ", the old one serves on" + words);
    }
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
    return readiness.standsBy(next, oldListened);
  }

  /** Ends the old run, sees that its port is free, and lets the new one have it. */
  private void release() throws InterruptedException {
    ProcessTable processes = starter.processes();
    Integer port = next.agent().heldPort() != null ? next.agent().heldPort() : portOfOld();
    List<Long> before = processes.treeOf(old.pid());
    hands.drain(old, ExitCause.REPLACED);
    if (port != null) {
      boolean free =
          bell.await(() -> !processes.portsOf(before).contains(port), PORT_TIMEOUT, Hands.POLL);
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
    BooleanSupplier ready = () -> oldListened ? readiness.isReady(next) : standsBy();
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
