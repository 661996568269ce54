package dev.plimsoll.supervisor.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A process, told from a later one of the same number by the tick of its start.
 *
 * @param ticks since the start of the host, as {@code /proc/PID/stat} has them
 */
record Birth(long pid, long ticks) {
  private static final int START_TIME = 19;

  /** Null if there is no such process; a zombie is one. */
  static @Nullable Birth of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name stands in brackets and may hold anything.
      String[] rest = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new Birth(pid, Long.parseLong(rest[START_TIME]));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Reads {@code PID TICKS} with whatever follows; null if it is something else. */
  static @Nullable Birth parse(String text) {
    String[] words = text.strip().split(" ", -1);
    try {
      return words.length < 2
          ? null
          : new Birth(Long.parseLong(words[0]), Long.parseLong(words[1]));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether this very process is still there; a zombie is. */
  boolean isThere() {
    return equals(of(pid));
  }
}
