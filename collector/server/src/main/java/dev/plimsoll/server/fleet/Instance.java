package dev.plimsoll.server.fleet;

import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.RunState;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One place of a service on a host, with the runs of it that are remembered. */
final class Instance {

  /** What makes an instance one. */
  record Key(String service, String instance, String host) {
    static Key of(Identity run) {
      return new Key(run.service(), run.instance(), run.host());
    }
  }

  private final Key key;
  private final List<LiveRun> runs = new ArrayList<>();
  private long runsEver;
  private @Nullable JournalEntry lastEvent;
  private boolean lastReplaceFailed;

  Instance(Key key, long runsEver) {
    this.key = key;
    this.runsEver = runsEver;
  }

  Key key() {
    return key;
  }

  List<LiveRun> runs() {
    return runs;
  }

  long runsEver() {
    return runsEver;
  }

  @Nullable JournalEntry lastEvent() {
    return lastEvent;
  }

  boolean lastReplaceFailed() {
    return lastReplaceFailed;
  }

  void countRun() {
    runsEver++;
  }

  void tell(JournalEntry event) {
    if (event.kind().startsWith("alert-")) {
      return; // news about us, not about the instance
    }
    if (lastEvent == null || event.at() >= lastEvent.at()) {
      lastEvent = event;
    }
    if (event.kind().equals(EventKind.REPLACE_FAILED.wireName())) {
      lastReplaceFailed = true;
    } else if (event.kind().equals(EventKind.REPLACED.wireName())) {
      lastReplaceFailed = false;
    }
  }

  /**
   * The run that stands for the instance: of those alive the one that serves; if none is, the
   * newest.
   */
  LiveRun current() {
    Comparator<LiveRun> newest = Comparator.comparingLong(run -> run.identity().startedAt());
    return runs.stream()
        .filter(run -> serving(run.state()) > 0)
        .max(Comparator.<LiveRun>comparingInt(run -> serving(run.state())).thenComparing(newest))
        .orElseGet(() -> runs.stream().max(newest).orElseThrow());
  }

  private static int serving(RunState state) {
    return switch (state) {
      case READY -> 3;
      case DRAINING -> 2;
      case STARTING -> 1;
      case LOST, STOPPED, CRASHED, CRASH_LOOPING -> 0;
    };
  }
}
