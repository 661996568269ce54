package dev.plimsoll.agent.dump;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a dump may cost.
 *
 * @param maxPauseMs a dump that is predicted to stop the application for longer is refused,
 *     milliseconds, above 0
 * @param perRun most dumps of one run, at least 1
 * @param keep most dumps that lie on this disk because the collector could not take them, at least
 *     1
 * @param keepBytes most bytes of those together; the newest is kept whatever its size
 */
public record DumpOptions(long maxPauseMs, int perRun, int keep, long keepBytes) {
  /**
   * 30 s is 5 to 6 GiB of live heap at the slowest speed measured, and the patience of a usual
   * liveness probe. The collector asks three times a run at most; ten leave room for people.
   */
  public static final DumpOptions DEFAULT = new DumpOptions(30_000, 10, 3, 8L << 30);

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  /** Reads {@code PLIMSOLL_DUMP_*}; what makes no sense is left out. */
  public static DumpOptions read(Map<String, String> environment) {
    return new DumpOptions(
        duration(environment.get("PLIMSOLL_DUMP_MAX_PAUSE"), DEFAULT.maxPauseMs),
        (int) number(environment.get("PLIMSOLL_DUMP_PER_RUN"), DEFAULT.perRun, 1_000),
        (int) number(environment.get("PLIMSOLL_DUMP_KEEP"), DEFAULT.keep, 1_000),
        number(environment.get("PLIMSOLL_DUMP_KEEP_BYTES"), DEFAULT.keepBytes, 1L << 50));
  }

  private static long duration(@Nullable String text, long absent) {
    Matcher matcher = DURATION.matcher(text == null ? "" : text.trim());
    if (!matcher.matches()) {
      return absent;
    }
    long unit =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        };
    return Math.max(1, Long.parseLong(matcher.group(1)) * unit);
  }

  private static long number(@Nullable String text, long absent, long most) {
    try {
      long number = text == null ? absent : Long.parseLong(text.trim());
      return number >= 1 && number <= most ? number : absent;
    } catch (NumberFormatException e) {
      return absent;
    }
  }
}
