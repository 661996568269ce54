package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.control.ControlLink;
import dev.plimsoll.agent.dump.DumpOptions;
import dev.plimsoll.agent.dump.Dumps;
import dev.plimsoll.agent.gc.Allocation;
import dev.plimsoll.agent.gc.Buffers;
import dev.plimsoll.agent.gc.CollectionWatch;
import dev.plimsoll.agent.gc.Heap;
import dev.plimsoll.agent.gc.Pauses;
import dev.plimsoll.agent.gc.Processor;
import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.handles.HandleGauge;
import dev.plimsoll.agent.handles.HandleTables;
import dev.plimsoll.agent.jfr.FlightRecord;
import dev.plimsoll.agent.jfr.RecordGauge;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.agent.proc.Cgroup;
import dev.plimsoll.agent.proc.ListenerWatch;
import dev.plimsoll.agent.proc.Listeners;
import dev.plimsoll.agent.proc.OpenFiles;
import dev.plimsoll.agent.proc.ProcessStatus;
import dev.plimsoll.agent.proc.SocketCount;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Sampler;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.agent.ship.Shipper;
import dev.plimsoll.wire.run.Identity;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of the agent that take and deliver readings, put together. */
final class Parts {
  private static final int MOST_SAMPLES = 3_600;
  private static final int MOST_EVENTS = 1_000;
  private static final File ROOT = new File("/");
  private static final File PROC = new File("/proc");

  private final Settings settings;
  private final @Nullable ControlLink control;
  private final Instrumentation instrumentation;
  private final Identity identity;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Milestones milestones;
  private final Allocation allocation = new Allocation();
  private final LiveHeap live = CollectionWatch.start(allocation);
  private final RecordGauge record = new RecordGauge();
  private final HandleGauge handles;
  private final ListenerWatch listeners;
  private final OpenFiles files = new OpenFiles(PROC);

  Parts(
      Settings settings,
      @Nullable ControlLink control,
      HandleTables tables,
      Instrumentation instrumentation) {
    this.settings = settings;
    this.control = control;
    this.instrumentation = instrumentation;
    this.identity = Identities.of(settings);
    this.outbox = new Outbox(settings.run(), MOST_SAMPLES, MOST_EVENTS);
    this.inbox = new Inbox(settings.run());
    this.milestones = new Milestones(settings, outbox, control);
    this.listeners = new ListenerWatch(files, new Listeners(PROC), milestones::listening);
    this.handles = new HandleGauge(settings.run(), tables, listeners::ports);
  }

  void start() {
    milestones.started();
    URI collector = settings.collector();
    Telling telling = new Telling(collector == null ? null : outbox, control);
    AgentThread.start("sampler", new Sampler(gauges(), telling, listeners));
    if (collector != null) {
      ship(collector);
    }
  }

  /** From now on an empty table means that nothing is open. */
  void handlesWoven() {
    handles.woven();
  }

  /** Listens to Flight Recorder, on this thread and for good. */
  void record() {
    new FlightRecord(live, record).run();
  }

  private List<Gauge> gauges() {
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(new ProcessStatus(PROC));
    gauges.add(new Heap(live));
    gauges.add(new Buffers());
    gauges.add(Cgroup.of(ROOT));
    gauges.add(new Pauses());
    gauges.add(new Processor());
    gauges.add(allocation);
    gauges.add(new SocketCount(files));
    gauges.add(handles);
    gauges.add(record);
    return gauges;
  }

  private void ship(URI collector) {
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
    Commands commands = new Commands(inbox, dumps);
    Shipper shipper = new Shipper(collector, identity, outbox, inbox, commands, handles::owners);
    AgentThread.start("shipper", shipper);
    Farewell.prepare(outbox, shipper, !settings.isSupervised());
    dumps.start();
  }

  /** Where live heap is not known yet, what is used is the safe guess. */
  private long dumpSize() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return live.estimate() == LiveHeap.UNKNOWN ? used : Math.min(live.estimate(), used);
  }
}
