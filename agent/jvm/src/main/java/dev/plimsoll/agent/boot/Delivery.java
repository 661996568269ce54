package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.diagnostic.Histograms;
import dev.plimsoll.agent.dump.DumpOptions;
import dev.plimsoll.agent.dump.Dumps;
import dev.plimsoll.agent.guard.Revival;
import dev.plimsoll.agent.jfr.OldObjectRecording;
import dev.plimsoll.agent.jfr.Repositories;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.agent.probe.Probes;
import dev.plimsoll.agent.retention.OldObjects;
import dev.plimsoll.agent.ship.Inbox;
import dev.plimsoll.agent.ship.LostRuns;
import dev.plimsoll.agent.ship.Outbox;
import dev.plimsoll.agent.ship.Shipper;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.run.Identity;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What goes to the collector, and what it asks for. */
final class Delivery {
  private final Settings settings;
  private final Identity identity;
  private final Outbox outbox;
  private final Inbox inbox;
  private final LiveHeap live;
  private final Dumps dumps;
  private final Shipper shipper;

  /**
   * Nothing is started.
   *
   * @param repositories where Flight Recorder keeps its chunks
   * @param lostRuns runs of this host whose ends nobody saw
   * @param policies told of the policy in each reply
   */
  Delivery(
      Settings settings,
      URI collector,
      Identity identity,
      Outbox outbox,
      LiveHeap live,
      Instrumentation instrumentation,
      Repositories repositories,
      Supplier<List<Owner>> owners,
      LostRuns lostRuns,
      Consumer<Policy> policies) {
    this.settings = settings;
    this.identity = identity;
    this.outbox = outbox;
    this.inbox = new Inbox(settings.run());
    this.live = live;
    this.dumps = dumps(collector, instrumentation);
    this.shipper =
        new Shipper(
            collector, identity, outbox, inbox, commands(repositories), owners, lostRuns, policies);
  }

  void start(Revival revival) {
    revival.start("shipper", shipper);
    dumps.start();
  }

  Shipper shipper() {
    return shipper;
  }

  private Dumps dumps(URI collector, Instrumentation instrumentation) {
    return new Dumps(
        identity,
        collector,
        settings.state(),
        DumpOptions.read(System.getenv()),
        outbox,
        inbox,
        this::dumpSize,
        instrumentation);
  }

  private Commands commands(Repositories repositories) {
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
