package dev.plimsoll.supervisor.instance;

import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.Locale;

/** Where a run stands, as the supervisor knows it. */
public enum RunState {
  STARTING,
  READY,
  DRAINING,
  STOPPED,
  CRASHED,
  CRASH_LOOPING;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static RunState ofWireName(String name) throws MalformedMessageException {
    for (RunState state : values()) {
      if (state.wireName().equals(name)) {
        return state;
      }
    }
    throw MalformedMessageException.badValue("state", "unknown: " + name);
  }
}
