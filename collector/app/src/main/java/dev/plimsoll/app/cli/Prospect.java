package dev.plimsoll.app.cli;

import java.util.Locale;

/**
 * One thing that a service would get.
 *
 * @param topic one word
 * @param text a sentence: what, and why
 */
record Prospect(String topic, Verdict verdict, String text) {
  /** Whether that is as one would wish. */
  enum Verdict {
    GOOD,
    COSTS,
    BROKEN;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** In front of the line; nothing where all is well. */
  String mark() {
    return switch (verdict) {
      case GOOD -> "ok";
      case COSTS -> "note";
      case BROKEN -> "problem";
    };
  }
}
