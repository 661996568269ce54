package dev.plimsoll.server.policy;

import dev.plimsoll.wire.run.Lines;
import java.util.Locale;

/** The three load lines, from the lowest up. */
public enum Line {
  WARN,
  DUMP,
  RESTART;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }

  double of(Lines lines) {
    return switch (this) {
      case WARN -> lines.warn();
      case DUMP -> lines.dump();
      case RESTART -> lines.restart();
    };
  }
}
