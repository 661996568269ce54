package dev.plimsoll.server.policy;

import java.util.Locale;

/** Depths in words. */
final class Depths {
  private static final double MIB = 1 << 20;

  private Depths() {}

  /** Such as "Live heap is 71 % of max heap (182 of 256 MiB)." */
  static String sentence(Depth depth) {
    return "Live heap is " + amount(depth) + ".";
  }

  /**
   * Such as "push/0 crossed its warn line (70 %): live heap is 71 % of max heap (182 of 256 MiB)."
   */
  static String sentence(
      String instance, String verb, Line line, double mark, Depth depth, String doing) {
    String fact =
        "%s %s its %s line (%s): live heap is %s."
            .formatted(instance, verb, line.wireName(), percent(mark), amount(depth));
    return doing.isEmpty() ? fact : fact + " " + doing;
  }

  private static String amount(Depth depth) {
    return String.format(
        Locale.ROOT,
        "%s of max heap (%.0f of %.0f MiB)",
        percent(depth.fraction()),
        depth.live() / MIB,
        depth.max() / MIB);
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.0f %%", fraction * 100);
  }
}
