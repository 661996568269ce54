package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.blackbox.BlackBox;
import dev.plimsoll.agent.blackbox.StateFolder;
import dev.plimsoll.agent.control.ControlLink;
import dev.plimsoll.agent.gc.Allocation;
import dev.plimsoll.agent.gc.CollectionWatch;
import dev.plimsoll.agent.guard.Guard;
import dev.plimsoll.agent.guard.Revival;
import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Leaving;
import dev.plimsoll.agent.handles.HandleTables;
import dev.plimsoll.agent.jfr.FlightRecord;
import dev.plimsoll.agent.jfr.Repositories;
import dev.plimsoll.agent.listen.Berths;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.agent.ship.LostRuns;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.blackbox.Origin;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The parts of the agent that take and deliver readings, put together. */
final class Parts {
  private static final int MOST_SAMPLES = 3_600;
  private static final int MOST_EVENTS = 1_000;

  private final Settings settings;
  private final Instrumentation instrumentation;
  private final @Nullable ControlLink control;
  private final Identity identity;
  private final Origin origin;
  private final StateFolder stateFolder;
  private final BlackBox blackBox;
  private final Outbox outbox;
  private final Milestones milestones;
  private final Repositories repositories;
  private final LiveHeap live;
  private final Readings readings;
  private final Revival revival = new Revival();
  private final Guard guard;
  private volatile @Nullable Thread guardThread;

  Parts(
      Settings settings,
      @Nullable ControlLink control,
      HandleTables tables,
      Berths berths,
      Instrumentation instrumentation) {
    this.settings = settings;
    this.instrumentation = instrumentation;
    this.control = control;
    this.identity = Identities.of(settings);
    this.origin = Identities.originOf(identity, settings);
    this.stateFolder = StateFolder.of(settings.state(), settings.isSupervised());
    this.blackBox = BlackBox.open(stateFolder, origin);
    boolean kept = settings.collector() != null;
    this.outbox =
        new Outbox(settings.run(), blackBox, kept ? MOST_SAMPLES : 0, kept ? MOST_EVENTS : 0);
    this.milestones = new Milestones(settings, outbox, control);
    this.repositories = Repositories.in(settings.state(), settings.isSupervised());
    Allocation allocation = new Allocation();
    this.live = CollectionWatch.start(allocation, this::wakeGuard);
    this.readings =
        new Readings(
            settings,
            live,
            allocation,
            tables,
            instrumentation,
            repositories,
            outbox,
            port -> {
              if (!berths.isPrivate(port)) {
                milestones.listening(port);
              }
            });
    this.guard =
        Guard.of(
            live,
            settings.control(),
            new ControlMessage.Guard(settings.run(), identity.pid()),
            settings.lines() == null ? Lines.DEFAULT : settings.lines(),
            blackBox,
            revival);
  }

  void start() {
    milestones.started();
    FlightRecord record = readings.flightRecord();
    revival.start("sampler", readings.sampler(new Telling(outbox, control, record::sampled)));
    URI collector = settings.collector();
    Delivery delivery = collector == null ? null : delivery(collector);
    if (delivery != null) {
      delivery.start(revival);
    }
    Farewell.prepare(
        outbox, delivery == null ? null : delivery.shipper(), blackBox, !settings.isSupervised());
    guardThread = AgentThread.start("guard", guard);
  }

  /** From now on an empty table means that nothing is open. */
  void handlesWoven() {
    readings.handlesWoven();
  }

  /** The threads that were started before the guard could. */
  void revive(String role, Runnable work, Thread thread) {
    revival.watch(role, work, thread);
  }

  /** Listens to Flight Recorder, on this thread, until it is closed. */
  void record() {
    Leaving.undo(readings.flightRecord());
    readings.flightRecord().run();
  }

  private Delivery delivery(URI collector) {
    LostRuns lostRuns =
        new LostRuns(stateFolder.file(), settings.run(), origin.pidNamespace(), collector);
    return new Delivery(
        settings,
        collector,
        identity,
        outbox,
        live,
        instrumentation,
        repositories,
        readings::owners,
        lostRuns,
        policy -> guard.hold(policy.lines()));
  }

  private void wakeGuard() {
    LockSupport.unpark(guardThread);
  }
}
