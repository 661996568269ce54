package dev.plimsoll.server.journal;

import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.Store;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what the collector itself has to tell. */
public final class EventLog {
  private final Store store;
  private final Clock clock;

  public EventLog(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Stores the event durably and returns it. */
  public JournalEntry record(
      Identity run, EventKind kind, String text, Map<String, @Nullable Object> data) {
    return record(run, kind, clock.millis(), text, data);
  }

  /** As above, of another instant than now. */
  public JournalEntry record(
      Identity run, EventKind kind, long at, String text, Map<String, @Nullable Object> data) {
    JournalEntry entry =
        new JournalEntry(
            UUID.randomUUID().toString(),
            at,
            run.run(),
            run.service(),
            run.instance(),
            kind.wireName(),
            text,
            data);
    store.write(transaction -> transaction.append(entry));
    return entry;
  }
}
