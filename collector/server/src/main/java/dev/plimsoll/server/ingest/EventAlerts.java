package dev.plimsoll.server.ingest;

import dev.plimsoll.server.alerts.Alert;
import dev.plimsoll.server.fleet.LiveRun;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.RunState;
import dev.plimsoll.wire.reading.EventKind;
import java.util.Map;
import java.util.Optional;

/** Which events of senders people are told of at once. */
final class EventAlerts {
  private EventAlerts() {}

  static Optional<Alert> of(LiveRun run, JournalEntry event) {
    if (event.kind().equals(EventKind.REPLACED.wireName())
        || event.kind().equals(EventKind.REPLACE_FAILED.wireName())) {
      return Optional.of(new Alert(run.identity(), event.kind(), event.text()));
    }
    if (event.kind().equals(EventKind.EXIT.wireName())) {
      return exit(run, event);
    }
    return Optional.empty();
  }

  private static Optional<Alert> exit(LiveRun run, JournalEntry event) {
    Map<?, ?> exit = event.data().get("exit") instanceof Map<?, ?> map ? map : Map.of();
    if ("requested".equals(exit.get("cause")) || "replaced".equals(exit.get("cause"))) {
      return Optional.empty();
    }
    if (!run.state().ended() || run.state() == RunState.STOPPED) {
      return Optional.empty();
    }
    if (exit.get("crashLoop") instanceof Map<?, ?> loop
        && Boolean.FALSE.equals(loop.get("justFound"))) {
      return Optional.empty(); // told once, when it began
    }
    String sentence = exit.get("sentence") instanceof String told ? told : event.text();
    return Optional.of(new Alert(run.identity(), "exit", "It ended unexpectedly. " + sentence));
  }
}
