package dev.plimsoll.server.fleet;

import dev.plimsoll.store.RunState;
import dev.plimsoll.wire.reading.EventKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which state an event puts a run into. Agent and supervisor tell of one run on separate ways, so
 * events may come in any order: a run only ever moves forward.
 */
final class RunStates {
  private RunStates() {}

  static RunState after(RunState state, String kind, Map<String, @Nullable Object> data) {
    RunState told = told(kind, data);
    return told == null || rank(told) <= rank(state) ? state : told;
  }

  private static @Nullable RunState told(String kind, Map<String, @Nullable Object> data) {
    if (kind.equals(EventKind.READY.wireName())) {
      return RunState.READY;
    }
    if (kind.equals(EventKind.DRAINING.wireName())) {
      return RunState.DRAINING;
    }
    return kind.equals(EventKind.EXIT.wireName()) ? ending(data.get("exit")) : null;
  }

  private static RunState ending(@Nullable Object exit) {
    Map<?, ?> told = exit instanceof Map<?, ?> map ? map : Map.of();
    Object cause = told.get("cause");
    if ("requested".equals(cause) || "replaced".equals(cause)) {
      return RunState.STOPPED;
    }
    if (told.get("crashLoop") instanceof Map<?, ?>) {
      return RunState.CRASH_LOOPING;
    }
    boolean cleanUnknown =
        cause == null && told.get("code") instanceof Number code && code.intValue() == 0;
    return cleanUnknown ? RunState.STOPPED : RunState.CRASHED;
  }

  private static int rank(RunState state) {
    return switch (state) {
      case STARTING, LOST -> 0;
      case READY -> 1;
      case DRAINING -> 2;
      case STOPPED, CRASHED, CRASH_LOOPING -> 3;
    };
  }
}
