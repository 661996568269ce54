package dev.plimsoll.server.fleet;

import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.RunRecord;
import dev.plimsoll.store.RunState;
import dev.plimsoll.store.Timeline;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run in memory. Used only while the {@link Fleet} is held. */
public final class LiveRun {
  private Identity identity;
  private final RecentLive recent = new RecentLive();

  /** What its events say; what it shows besides depends on whether it is heard of. */
  private RunState told = RunState.STARTING;

  private RunState state;
  private long since;
  private long heardAt;
  private @Nullable Long endedAt;
  private @Nullable Map<String, @Nullable Object> exit;
  private Timeline.@Nullable Reading latest;

  LiveRun(RunRecord record) {
    identity = record.identity();
    state = record.state();
    since = record.since();
    heardAt = record.heardAt();
    endedAt = record.endedAt();
    exit = record.exit();
    if (state != RunState.LOST) {
      told = state;
    }
  }

  public Identity identity() {
    return identity;
  }

  public String id() {
    return identity.run();
  }

  public RunState state() {
    return state;
  }

  public boolean supervised() {
    return identity.supervisor() != null;
  }

  Timeline.@Nullable Reading latest() {
    return latest;
  }

  RecentLive recent() {
    return recent;
  }

  long heardAt() {
    return heardAt;
  }

  RunRecord record() {
    return new RunRecord(identity, state, since, heardAt, endedAt, exit);
  }

  void correct(Identity better) {
    identity =
        new Identity(
            better.run(),
            better.service(),
            better.instance(),
            better.pid(),
            better.host(),
            better.runtime(),
            better.version(),
            better.startedAt(),
            better.supervisor() == null ? identity.supervisor() : better.supervisor(),
            better.lines() == null ? identity.lines() : better.lines());
  }

  void heard(long now) {
    heardAt = Math.max(heardAt, now);
  }

  void read(long at, Map<String, Double> metrics) {
    recent.add(at, metrics);
    if (latest == null || at >= latest.at()) {
      latest = new Timeline.Reading(at, metrics);
    }
  }

  /** Takes what the event says; true if the state changed. */
  boolean tell(JournalEntry event) {
    take(event);
    return show(told, event.at());
  }

  /** As {@link #tell}, but a lost run stays lost unless the event is its end. */
  boolean tellSilently(JournalEntry event) {
    take(event);
    return told.ended() && show(told, event.at());
  }

  private void take(JournalEntry event) {
    if (event.kind().equals(EventKind.EXIT.wireName()) && !told.ended()) {
      endedAt = event.at();
      exit = exit(event.data().get("exit"));
    }
    told = RunStates.after(told, event.kind(), event.data());
  }

  /** Shows it as lost, or as its events say; true if that is a change. */
  boolean silent(boolean silent, long now) {
    if (told.ended()) {
      return false;
    }
    return silent ? show(RunState.LOST, heardAt) : show(told, now);
  }

  private boolean show(RunState next, long at) {
    if (next == state) {
      return false;
    }
    state = next;
    since = at;
    return true;
  }

  private static @Nullable Map<String, @Nullable Object> exit(@Nullable Object told) {
    if (!(told instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(Objects.toString(key), value));
    return copy;
  }
}
