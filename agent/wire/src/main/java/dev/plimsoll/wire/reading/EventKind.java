package dev.plimsoll.wire.reading;

import java.util.Locale;

/** What an {@link Event} tells of. On the wire in lower case with hyphens. */
public enum EventKind {
  STARTED,
  READY,
  LINE_CROSSED,
  LINE_CLEARED,
  DUMP_STARTED,
  DUMP_CAPTURED,
  DUMP_REFUSED,
  REPLACE_STARTED,
  REPLACED,
  REPLACE_FAILED,
  DRAINING,
  DRAINED,
  EXIT,
  ADOPTED,
  FINDING,
  PROBED,
  ALERT_SENT,
  ALERT_FAILED,
  GAP,
  HISTOGRAM,
  OLD_OBJECTS,
  AGENT_ECONOMY;

  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String wireName() {
    return wireName;
  }
}
