package dev.plimsoll.server.policy;

import dev.plimsoll.wire.run.Lines;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The three load lines, from the lowest up. */
public enum Line {
  WARN,
  DUMP,
  RESTART;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  public String wireName() {
    return wireName;
  }

  /** The line of that name; null if there is none. */
  static @Nullable Line ofWireName(@Nullable Object name) {
    for (Line line : values()) {
      if (line.wireName.equals(name)) {
        return line;
      }
    }
    return null;
  }

  double of(Lines lines) {
    return switch (this) {
      case WARN -> lines.warn();
      case DUMP -> lines.dump();
      case RESTART -> lines.restart();
    };
  }
}
