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

  /** Whether the run is still busy with it. */
  public boolean needsRun() {
    return this == CAPTURING || this == UPLOADING;
  }
}
