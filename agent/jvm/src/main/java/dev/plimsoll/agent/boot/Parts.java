package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.account.EconomyNews;
import dev.plimsoll.agent.account.Feature;
import dev.plimsoll.agent.account.RecorderThreads;
import dev.plimsoll.agent.account.SelfAccount;
import dev.plimsoll.agent.blackbox.BlackBox;
import dev.plimsoll.agent.blackbox.StateFolder;
import dev.plimsoll.agent.control.ControlLink;
import dev.plimsoll.agent.diagnostic.Histograms;
import dev.plimsoll.agent.dump.DumpOptions;
import dev.plimsoll.agent.dump.Dumps;
import dev.plimsoll.agent.gc.Allocation;
import dev.plimsoll.agent.gc.Buffers;
import dev.plimsoll.agent.gc.CodeAndClasses;
import dev.plimsoll.agent.gc.CollectionWatch;
import dev.plimsoll.agent.gc.Heap;
import dev.plimsoll.agent.gc.HeapAfter;
import dev.plimsoll.agent.gc.JavaThreads;
import dev.plimsoll.agent.gc.Pauses;
import dev.plimsoll.agent.gc.Processor;
import dev.plimsoll.agent.guard.Guard;
import dev.plimsoll.agent.guard.Revival;
import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Leaving;
import dev.plimsoll.agent.handles.HandleGauge;
import dev.plimsoll.agent.handles.HandleTables;
import dev.plimsoll.agent.handles.UnseenSockets;
import dev.plimsoll.agent.jfr.FlightRecord;
import dev.plimsoll.agent.jfr.OldObjectRecording;
import dev.plimsoll.agent.jfr.RecordGauge;
import dev.plimsoll.agent.jfr.Repositories;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.agent.probe.Probes;
import dev.plimsoll.agent.proc.Cgroup;
import dev.plimsoll.agent.proc.ListenerWatch;
import dev.plimsoll.agent.proc.Listeners;
import dev.plimsoll.agent.proc.OpenFiles;
import dev.plimsoll.agent.proc.ProcessStatus;
import dev.plimsoll.agent.proc.SocketCount;
import dev.plimsoll.agent.proc.SocketTables;
import dev.plimsoll.agent.retention.OldObjects;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Sampler;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.agent.ship.LostRuns;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.agent.ship.Shipper;
import dev.plimsoll.wire.blackbox.Origin;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The parts of the agent that take and deliver readings, put together. */
final class Parts {
  private static final int MOST_SAMPLES = 3_600;
  private static final int MOST_EVENTS = 1_000;
  private static final File ROOT = new File("/");
  private static final File PROC = new File("/proc");

  private final Settings settings;
  private final Instrumentation instrumentation;
  private final @Nullable ControlLink control;
  private final Identity identity;
  private final Origin origin;
  private final StateFolder stateFolder;
  private final BlackBox blackBox;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Milestones milestones;
  private final Allocation allocation = new Allocation();
  private final LiveHeap live = CollectionWatch.start(allocation, this::wakeGuard);
  private final Pauses pauses = new Pauses();
  private final Revival revival = new Revival();
  private final Guard guard;
  private volatile @Nullable Thread guardThread;
  private final RecordGauge record = new RecordGauge();
  private final Repositories repositories;
  private final FlightRecord flightRecord;
  private final SelfAccount account;
  private final OwnerDetail ownerDetail = new OwnerDetail();
  private final HandleGauge handles;
  private final ListenerWatch listeners;
  private final OpenFiles files = new OpenFiles(PROC);
  private final SocketTables kernelSockets = new SocketTables(PROC);

  Parts(
      Settings settings,
      @Nullable ControlLink control,
      HandleTables tables,
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
    this.inbox = new Inbox(settings.run());
    this.milestones = new Milestones(settings, outbox, control);
    this.listeners = new ListenerWatch(files, new Listeners(kernelSockets), milestones::listening);
    this.guard =
        Guard.of(
            live,
            settings.control(),
            new ControlMessage.Guard(settings.run(), identity.pid()),
            settings.lines() == null ? Lines.DEFAULT : settings.lines(),
            blackBox,
            revival);
    this.handles =
        new HandleGauge(
            settings.run(),
            tables,
            listeners::ports,
            new UnseenSockets(tables, files, kernelSockets));
    this.repositories = Repositories.in(settings.state());
    this.flightRecord =
        new FlightRecord(live, pauses, record, instrumentation, repositories, path -> {});
    this.account = account();
  }

  void start() {
    milestones.started();
    URI collector = settings.collector();
    Telling telling = new Telling(outbox, control, flightRecord::sampled);
    revival.start("sampler", new Sampler(gauges(), telling, listeners));
    Shipper shipper = collector == null ? null : ship(collector);
    Farewell.prepare(outbox, shipper, blackBox, !settings.isSupervised());
    guardThread = AgentThread.start("guard", guard);
  }

  /** From now on an empty table means that nothing is open. */
  void handlesWoven() {
    handles.woven();
  }

  /** The threads that were started before the guard could. */
  void revive(String role, Runnable work, Thread thread) {
    revival.watch(role, work, thread);
  }

  /** Listens to Flight Recorder, on this thread, until it is closed. */
  void record() {
    Leaving.undo(flightRecord);
    flightRecord.run();
  }

  /** In this order the agent does without, when it takes more than its budget. */
  private SelfAccount account() {
    List<Feature> order =
        List.of(
            new Feature("allocation-samples", flightRecord::sampleAllocations),
            new Feature("class-loaders", flightRecord::readLoaders),
            new Feature("owner-details", ownerDetail::set),
            new Feature("flight-recorder", flightRecord::stream));
    return new SelfAccount(
        settings.budget(),
        order,
        new RecorderThreads(flightRecord::recordsAlone)::threads,
        outbox,
        new EconomyNews(outbox));
  }

  private List<Owner> owners() {
    List<Owner> owners = new ArrayList<>(handles.owners());
    owners.addAll(flightRecord.owners(settings.run()));
    owners.addAll(account.owners(settings.run()));
    return ownerDetail.cut(owners);
  }

  private void wakeGuard() {
    LockSupport.unpark(guardThread);
  }

  private List<Gauge> gauges() {
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(new ProcessStatus(PROC));
    gauges.add(new Heap(live));
    gauges.add(new Buffers());
    gauges.add(Cgroup.of(ROOT));
    gauges.add(new HeapAfter());
    gauges.add(new CodeAndClasses());
    gauges.add(new JavaThreads());
    gauges.add(pauses);
    gauges.add(new Processor());
    gauges.add(allocation);
    gauges.add(new SocketCount(files));
    gauges.add(handles);
    gauges.add(record);
    gauges.add(account);
    return gauges;
  }

  private Shipper ship(URI collector) {
    Dumps dumps =
        new Dumps(
            identity,
            collector,
            settings.state(),
            DumpOptions.read(System.getenv()),
            outbox,
            inbox,
            this::dumpSize,
            instrumentation);
    LostRuns lostRuns =
        new LostRuns(stateFolder.file(), settings.run(), origin.pidNamespace(), collector);
    Shipper shipper =
        new Shipper(
            collector,
            identity,
            outbox,
            inbox,
            commands(dumps),
            this::owners,
            lostRuns,
            policy -> guard.hold(policy.lines()));
    revival.start("shipper", shipper);
    dumps.start();
    return shipper;
  }

  private Commands commands(Dumps dumps) {
    return new Commands(
        inbox,
        Map.of(
            Command.DUMP, dumps::take,
            Command.PROBE, new Probes(live, outbox, inbox)::take,
            Command.HISTOGRAM, new Histograms(outbox, inbox, this::dumpSize)::take,
            Command.OLD_OBJECTS,
                new OldObjects(outbox, inbox, new OldObjectRecording(repositories))::take));
  }

  /** Where live heap is not known yet, what is used is the safe guess. */
  private long dumpSize() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return live.estimate() == LiveHeap.UNKNOWN ? used : Math.min(live.estimate(), used);
  }
}
