package dev.plimsoll.server.fleet;

import dev.plimsoll.store.Journal;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.RunRecord;
import dev.plimsoll.store.Store;
import dev.plimsoll.wire.reading.EventKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Brings the fleet back from the store when the collector starts. */
final class FleetMemory {
  private static final int MOST_EVENTS = 20;

  private final Store store;

  FleetMemory(Store store) {
    this.store = store;
  }

  void recall(Fleet fleet, long now) {
    for (RunRecord record : store.runs().current(now - Fleet.IN_VIEW_MS)) {
      LiveRun run = fleet.remember(record);
      if (!run.state().ended()) {
        // A killed collector may have stored an event and not what it means.
        fateful(run.id()).forEach(event -> fleet.recall(run, event));
      }
      if (now - run.heardAt() < RecentLive.SPAN_MS) {
        recallRecent(run, now);
      }
    }
    for (Instance instance : fleet.instances()) {
      latestEvents(instance).forEach(instance::tell);
      LiveRun current = instance.current();
      store
          .timeline()
          .latest(current.id())
          .ifPresent(last -> current.read(last.at(), last.metrics()));
    }
  }

  private void recallRecent(LiveRun run, long now) {
    store
        .timeline()
        .scan(
            run.id(),
            now - RecentLive.SPAN_MS,
            Long.MAX_VALUE,
            reading -> run.read(reading.at(), reading.metrics()));
  }

  private List<JournalEntry> fateful(String run) {
    Journal.Query query =
        Journal.Query.ofRun(run, MOST_EVENTS)
            .kinds(
                EventKind.READY.wireName(),
                EventKind.DRAINING.wireName(),
                EventKind.EXIT.wireName());
    return oldestFirst(store.journal().list(query).items());
  }

  private List<JournalEntry> latestEvents(Instance instance) {
    Journal.Query any =
        new Journal.Query(
            null,
            instance.key().service(),
            instance.key().instance(),
            Set.of(),
            0,
            Long.MAX_VALUE,
            MOST_EVENTS,
            null);
    List<JournalEntry> events = new ArrayList<>(store.journal().list(any).items());
    Journal.Query replacements =
        any.kinds(EventKind.REPLACED.wireName(), EventKind.REPLACE_FAILED.wireName());
    events.addAll(store.journal().list(replacements).items());
    return oldestFirst(events);
  }

  private static List<JournalEntry> oldestFirst(List<JournalEntry> events) {
    List<JournalEntry> ordered = new ArrayList<>(events);
    ordered.sort(Comparator.comparingLong(JournalEntry::at));
    return ordered;
  }
}
