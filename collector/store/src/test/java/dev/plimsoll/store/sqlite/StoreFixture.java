package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.Store;
import dev.plimsoll.store.Timeline;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A store in a few words. */
final class StoreFixture {
  static final long NOW = 1_790_000_000_000L;

  private StoreFixture() {}

  static Identity run(String id, String instance, long startedAt) {
    String service = instance.substring(0, instance.indexOf('/'));
    return new Identity(
        id, service, instance, 1, "host", "jvm", "17", startedAt, "supervisor", null);
  }

  static void meet(Store store, Identity... runs) {
    store.write(
        transaction -> {
          for (Identity run : runs) {
            transaction.identify(run, true, NOW);
          }
          return true;
        });
  }

  static Sample sample(long seq, String run, long at, double live) {
    return new Sample(seq, run, at, Map.of("heap.live", live, "gc.cpu", 0.125));
  }

  /** Stores what is new of the samples; says which that were. */
  static Set<Long> deliver(Store store, String sender, Sample... samples) {
    return store.write(
        transaction -> {
          List<Long> seqs = new ArrayList<>();
          for (Sample sample : samples) {
            seqs.add(sample.seq());
          }
          Set<Long> fresh = transaction.claim(sender, seqs);
          for (Sample sample : samples) {
            if (fresh.contains(sample.seq())) {
              transaction.append(sender, sample);
            }
          }
          return fresh;
        });
  }

  static List<Timeline.Reading> readings(Store store, String run) {
    List<Timeline.Reading> readings = new ArrayList<>();
    store.timeline().scan(run, 0, Long.MAX_VALUE, readings::add);
    return readings;
  }

  static JournalEntry event(String run, String kind, long at) {
    return new JournalEntry(
        UUID.randomUUID().toString(), at, run, "push", "push/0", kind, kind + ".", Map.of());
  }

  static void tell(Store store, JournalEntry... events) {
    store.write(
        transaction -> {
          for (JournalEntry event : events) {
            transaction.append(event);
          }
          return true;
        });
  }
}
