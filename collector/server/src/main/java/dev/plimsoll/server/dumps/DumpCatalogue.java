package dev.plimsoll.server.dumps;

import dev.plimsoll.store.DumpRecord;
import dev.plimsoll.store.DumpState;
import dev.plimsoll.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The dumps' records: one change at a time, and those being captured at hand. */
final class DumpCatalogue {
  private final Store store;
  private final Map<String, DumpRecord> capturing = new HashMap<>();

  DumpCatalogue(Store store) {
    this.store = store;
    in(DumpState.CAPTURING).forEach(dump -> capturing.put(dump.id(), dump));
  }

  Optional<DumpRecord> find(String id) {
    return store.dumps().find(id);
  }

  final List<DumpRecord> in(DumpState... states) {
    return store.dumps().in(states);
  }

  /** Dumps that have not wholly arrived. */
  List<DumpRecord> unfinished() {
    return in(DumpState.CAPTURING, DumpState.UPLOADING);
  }

  synchronized boolean capturing(String run) {
    return capturing.values().stream().anyMatch(dump -> dump.run().equals(run));
  }

  /** Adds the dump unless it is there. */
  synchronized DumpRecord add(DumpRecord dump) {
    Optional<DumpRecord> known = find(dump.id());
    if (known.isPresent()) {
      return known.get();
    }
    save(dump);
    return dump;
  }

  /** Changes the record as it is now; nothing happens to one that is gone. */
  synchronized Optional<DumpRecord> change(String id, UnaryOperator<DumpRecord> change) {
    Optional<DumpRecord> before = find(id);
    Optional<DumpRecord> after = before.map(change);
    if (!after.equals(before)) {
      after.ifPresent(this::save);
    }
    return after;
  }

  synchronized void delete(DumpRecord dump) {
    store.write(
        transaction -> {
          transaction.deleteDump(dump.id());
          return true;
        });
    capturing.remove(dump.id());
  }

  private void save(DumpRecord dump) {
    store.write(
        transaction -> {
          transaction.save(dump);
          return true;
        });
    if (dump.state() == DumpState.CAPTURING) {
      capturing.put(dump.id(), dump);
    } else {
      capturing.remove(dump.id());
    }
  }
}
