package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.process.ExitStatus;
import java.util.Locale;

/** Why a run ended. */
enum ExitCause {
  /** Somebody asked Plimsoll to stop it. */
  REQUESTED,
  /** A replacement took its place. */
  REPLACED,
  /** It ended by itself: with any code, or by a fault. */
  CRASHED,
  /** A signal from outside ended it: from a person, or from the kernel for want of memory. */
  KILLED;

  static ExitCause unasked(ExitStatus status) {
    return status.wasSentAway() ? KILLED : CRASHED;
  }

  /** Whether somebody asked for it. */
  boolean wasWanted() {
    return this == REQUESTED || this == REPLACED;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
