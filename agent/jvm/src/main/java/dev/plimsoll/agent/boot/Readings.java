package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.account.EconomyNews;
import dev.plimsoll.agent.account.Feature;
import dev.plimsoll.agent.account.RecorderThreads;
import dev.plimsoll.agent.account.SelfAccount;
import dev.plimsoll.agent.gc.Allocation;
import dev.plimsoll.agent.gc.Buffers;
import dev.plimsoll.agent.gc.CodeAndClasses;
import dev.plimsoll.agent.gc.Heap;
import dev.plimsoll.agent.gc.HeapAfter;
import dev.plimsoll.agent.gc.JavaThreads;
import dev.plimsoll.agent.gc.Pauses;
import dev.plimsoll.agent.gc.Processor;
import dev.plimsoll.agent.handles.HandleGauge;
import dev.plimsoll.agent.handles.HandleTables;
import dev.plimsoll.agent.handles.UnseenSockets;
import dev.plimsoll.agent.jfr.FlightRecord;
import dev.plimsoll.agent.jfr.RecordGauge;
import dev.plimsoll.agent.jfr.Repositories;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.agent.proc.Cgroup;
import dev.plimsoll.agent.proc.ListenerWatch;
import dev.plimsoll.agent.proc.Listeners;
import dev.plimsoll.agent.proc.OpenFiles;
import dev.plimsoll.agent.proc.ProcessStatus;
import dev.plimsoll.agent.proc.SocketCount;
import dev.plimsoll.agent.proc.SocketTables;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Sampler;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.wire.reading.Owner;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** What is read once a second, and what goes with a batch. */
final class Readings {
  private static final File ROOT = new File("/");
  private static final File PROC = new File("/proc");

  private final Settings settings;
  private final LiveHeap live;
  private final Allocation allocation;
  private final Pauses pauses = new Pauses();
  private final RecordGauge record = new RecordGauge();
  private final FlightRecord flightRecord;
  private final OwnerDetail ownerDetail = new OwnerDetail();
  private final SelfAccount account;
  private final OpenFiles files;
  private final ListenerWatch listeners;
  private final HandleGauge handles;

  /**
   * Nothing is read yet.
   *
   * @param repositories where Flight Recorder keeps its chunks
   * @param outbox takes the news that something was switched off
   * @param listening told of each port once it is listened on
   */
  Readings(
      Settings settings,
      LiveHeap live,
      Allocation allocation,
      HandleTables tables,
      Instrumentation instrumentation,
      Repositories repositories,
      Outbox outbox,
      IntConsumer listening) {
    this.settings = settings;
    this.live = live;
    this.allocation = allocation;
    this.flightRecord = new FlightRecord(live, pauses, record, instrumentation, repositories);
    this.account = account(outbox);
    this.files = new OpenFiles(PROC, settings.bequest()::contains);
    SocketTables kernelSockets = new SocketTables(PROC);
    this.listeners = new ListenerWatch(files, new Listeners(kernelSockets), listening);
    this.handles =
        new HandleGauge(
            settings.run(),
            tables,
            listeners::ports,
            new UnseenSockets(tables, files, kernelSockets));
  }

  Sampler sampler(Sampler.Sink sink) {
    return new Sampler(gauges(), sink, listeners);
  }

  FlightRecord flightRecord() {
    return flightRecord;
  }

  /** From now on an empty table means that nothing is open. */
  void handlesWoven() {
    handles.woven();
  }

  List<Owner> owners() {
    List<Owner> owners = new ArrayList<>(handles.owners());
    owners.addAll(flightRecord.owners(settings.run()));
    owners.addAll(account.owners(settings.run()));
    return ownerDetail.cut(owners);
  }

  /** In this order the agent does without, when it takes more than its budget. */
  private SelfAccount account(Outbox outbox) {
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

  private List<Gauge> gauges() {
    return List.of(
        new ProcessStatus(PROC),
        new Heap(live),
        new Buffers(),
        Cgroup.of(ROOT),
        new HeapAfter(),
        new CodeAndClasses(),
        new JavaThreads(),
        pauses,
        new Processor(),
        allocation,
        new SocketCount(files),
        handles,
        record,
        account);
  }
}
