package dev.plimsoll.supervisor.instance;

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
}
