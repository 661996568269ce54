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
  private static final int MOST_EVENTS_A_RUN = 200;

  private final Store store;

  FleetMemory(Store store) {
    this.store = store;
  }

  void recall(Fleet fleet, long now) {
    for (RunRecord record : store.runs().current(now - Fleet.IN_VIEW_MS)) {
      var identity = record.identity();
      LiveRun run =
          fleet.remember(
              record, store.runs().count(identity.service(), identity.instance(), identity.host()));
      // A killed collector may have stored an event and not what it means.
      events(record.id()).forEach(event -> fleet.recall(run, event));
      store.timeline().latest(run.id()).ifPresent(last -> run.read(last.at(), last.metrics()));
      if (!run.state().ended()) {
        recallRecent(run, now);
      }
    }
  }

  private void recallRecent(LiveRun run, long now) {
    store
        .timeline()
        .scan(
            run.id(),
            now - RecentLive.SPAN_MS,
            Long.MAX_VALUE,
            reading -> run.recent().add(reading.at(), reading.metrics()));
  }

  /** Oldest first. */
  private List<JournalEntry> events(String run) {
    Journal.Query query = Journal.Query.ofRun(run, MOST_EVENTS_A_RUN);
    List<JournalEntry> events = new ArrayList<>(store.journal().list(query).items());
    Set<String> fateful =
        Set.of(
            EventKind.READY.wireName(), EventKind.DRAINING.wireName(), EventKind.EXIT.wireName());
    store.journal().list(query.kinds(fateful.toArray(String[]::new))).items().stream()
        .filter(event -> !events.contains(event))
        .forEach(events::add);
    events.sort(Comparator.comparingLong(JournalEntry::at));
    return events;
  }
}
