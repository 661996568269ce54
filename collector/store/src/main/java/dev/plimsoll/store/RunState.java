package dev.plimsoll.store;

import java.util.Locale;

/** Where a run stands in its life. On the wire in lower case with hyphens. */
public enum RunState {
  STARTING,
  READY,
  DRAINING,
  STOPPED,
  CRASHED,
  CRASH_LOOPING,
  /** Nothing heard for a while, and no exit either. */
  LOST;

  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String wireName() {
    return wireName;
  }

  /** Whether the process is known to be gone. */
  public boolean ended() {
    return this == STOPPED || this == CRASHED || this == CRASH_LOOPING;
  }

  /** By its name on the wire; {@link IllegalArgumentException} if there is none such. */
  public static RunState ofWireName(String name) {
    for (RunState state : values()) {
      if (state.wireName.equals(name)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no run state is called " + name);
  }
}
