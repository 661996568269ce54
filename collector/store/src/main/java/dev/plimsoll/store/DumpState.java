package dev.plimsoll.store;

import java.util.Locale;

/** How far a heap dump has come. */
public enum DumpState {
  CAPTURING,
  UPLOADING,
  STORED,
  ANALYSING,
  READY,
  FAILED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }

  /** Whether there is more of it to come. */
  public boolean isUnderWay() {
    return this == CAPTURING || this == UPLOADING;
  }
}
