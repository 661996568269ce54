package dev.plimsoll.agent.account;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the agent may take of the application's machine.
 *
 * @param cpu fraction of one core, above 0
 * @param alloc bytes a second, above 0
 * @param windowMs stretch over which use is averaged; also the least time between two switchings
 * @param calmMs how long use must stay below half the budget before something is switched on again
 * @param graceMs start-up, in which classes are loaded and woven, and nothing is switched
 */
public record Budget(double cpu, double alloc, long windowMs, long calmMs, long graceMs) {
  public static final Budget DEFAULT = new Budget(0.05, 8 << 20, 10_000, 60_000, 60_000);

  private static final long MS_PER_SECOND = 1_000;

  /**
   * Reads {@code CPU:ALLOC[:WINDOW[:CALM[:GRACE]]]}, such as {@code 0.02:4m:10:60:60}: a fraction
   * of one core, bytes a second with {@code k}, {@code m} or {@code g}, and seconds. What is empty
   * or missing is as by default; a text that makes no sense is left out whole.
   */
  public static Budget parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return DEFAULT;
    }
    try {
      String[] parts = text.trim().toLowerCase(Locale.ROOT).split(":", -1);
      Budget budget =
          new Budget(
              isGiven(parts, 0) ? Double.parseDouble(parts[0]) : DEFAULT.cpu,
              isGiven(parts, 1) ? bytes(parts[1]) : DEFAULT.alloc,
              isGiven(parts, 2) ? millis(parts[2]) : DEFAULT.windowMs,
              isGiven(parts, 3) ? millis(parts[3]) : DEFAULT.calmMs,
              isGiven(parts, 4) ? millis(parts[4]) : DEFAULT.graceMs);
      return budget.makesSense() ? budget : DEFAULT;
    } catch (NumberFormatException e) {
      return DEFAULT;
    }
  }

  private boolean makesSense() {
    return cpu > 0 && alloc > 0 && windowMs >= MS_PER_SECOND && calmMs >= windowMs && graceMs >= 0;
  }

  private static boolean isGiven(String[] parts, int index) {
    return index < parts.length && !parts[index].isBlank();
  }

  private static long millis(String seconds) {
    return Long.parseLong(seconds) * MS_PER_SECOND;
  }

  private static double bytes(String text) {
    int shift = "kmg".indexOf(text.charAt(text.length() - 1));
    return shift < 0
        ? Double.parseDouble(text)
        : Double.parseDouble(text.substring(0, text.length() - 1)) * (1L << (10 * (shift + 1)));
  }
}
