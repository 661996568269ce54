package dev.plimsoll.server.ingest;

import dev.plimsoll.server.alerts.Alerts;
import dev.plimsoll.server.commands.CommandDesk;
import dev.plimsoll.server.dumps.DumpDesk;
import dev.plimsoll.server.fleet.Fleet;
import dev.plimsoll.server.fleet.LiveRun;
import dev.plimsoll.server.journal.EventLog;
import dev.plimsoll.server.policy.LinePolicy;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.StoreException;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from news: each room hears what concerns it. */
public final class Consequences {
  private static final Logger LOG = LoggerFactory.getLogger(Consequences.class);

  private final Fleet fleet;
  private final LinePolicy policy;
  private final DumpDesk dumps;
  private final CommandDesk commands;
  private final Alerts alerts;
  private final EventLog log;
  private final Map<String, Long> droppedBefore = new HashMap<>();

  public Consequences(
      Fleet fleet,
      LinePolicy policy,
      DumpDesk dumps,
      CommandDesk commands,
      Alerts alerts,
      EventLog log) {
    this.fleet = fleet;
    this.policy = policy;
    this.dumps = dumps;
    this.commands = commands;
    this.alerts = alerts;
    this.log = log;
  }

  /** Never throws: the batch is stored and will be acknowledged, whatever comes of it. */
  void of(Batch batch, List<Sample> samples, List<JournalEntry> events) {
    events.forEach(event -> guarded(() -> event(event)));
    samples.forEach(sample -> guarded(() -> sample(sample)));
    guarded(() -> owners(batch));
    guarded(() -> dropped(batch));
  }

  /** One piece of news that fails must not cost the others. */
  private static void guarded(Runnable news) {
    try {
      news.run();
    } catch (StoreException e) {
      LOG.warn("stored, but without its consequences: {}", e.getMessage());
    }
  }

  private void event(JournalEntry event) {
    fleet.tell(event);
    LiveRun run = fleet.find(event.run()).orElse(null);
    if (run == null) {
      return;
    }
    dumps.tell(run.identity(), event);
    policy.tell(run, event);
    if (event.kind().equals(EventKind.EXIT.wireName())) {
      dumps.runEnded(run.id());
      commands.runEnded(run.id());
      droppedBefore.remove(run.id());
    }
    EventAlerts.of(run, event).ifPresent(alerts::raise);
  }

  private void sample(Sample sample) {
    fleet.read(sample);
    fleet.find(sample.run()).ifPresent(run -> policy.read(run, sample));
  }

  /**
   * A batch without samples is an urgent note and says nothing of owners. Nor does the black box of
   * a dead run: what is known is what it held at the end.
   */
  private void owners(Batch batch) {
    Map<String, List<Owner>> byRun =
        batch.owners().stream().collect(Collectors.groupingBy(Owner::run));
    Set<String> told = new HashSet<>(byRun.keySet());
    batch.samples().forEach(sample -> told.add(sample.run()));
    told.removeIf(run -> fleet.find(run).map(known -> known.state().ended()).orElse(false));
    told.forEach(run -> fleet.own(run, byRun.getOrDefault(run, List.of())));
  }

  private void dropped(Batch batch) {
    Long before = droppedBefore.put(batch.sender(), batch.dropped());
    LiveRun run = fleet.find(batch.sender()).orElse(null);
    if (before == null || batch.dropped() <= before || run == null) {
      return;
    }
    long lost = batch.dropped() - before;
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("lost", lost);
    String text =
        "%s could not keep %d readings while the collector was out of reach."
            .formatted(run.identity().instance(), lost);
    fleet.tell(log.record(run.identity(), EventKind.GAP, text, data));
  }
}
