package dev.plimsoll.wire.blackbox;

import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ring gave back. Records that were half written or overwritten in part are left out.
 *
 * @param origin whose ring it is
 * @param createdAt epoch milliseconds
 * @param acknowledged the collector has everything up to this number
 * @param endedAt when the process began to end in order, epoch milliseconds; 0 if it did not
 * @param repository folder of Flight Recorder's chunks; null if none was recorded
 * @param samples oldest first
 * @param events oldest first
 * @param guard oldest first
 */
public record Recorded(
    Origin origin,
    long createdAt,
    long acknowledged,
    long endedAt,
    @Nullable String repository,
    List<Sample> samples,
    List<Event> events,
    List<GuardRecord> guard) {

  /** The greatest number of the run's sequence in the ring; 0 if there is none. */
  public long lastSeq() {
    long sample = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).seq();
    long event = events.isEmpty() ? 0 : events.get(events.size() - 1).seq();
    return Math.max(sample, event);
  }

  /** When the last record was made, epoch milliseconds; the making of the ring if there is none. */
  public long lastAt() {
    long last = createdAt;
    if (!samples.isEmpty()) {
      last = Math.max(last, samples.get(samples.size() - 1).at());
    }
    if (!events.isEmpty()) {
      last = Math.max(last, events.get(events.size() - 1).at());
    }
    if (!guard.isEmpty()) {
      last = Math.max(last, guard.get(guard.size() - 1).at());
    }
    return last;
  }
}
