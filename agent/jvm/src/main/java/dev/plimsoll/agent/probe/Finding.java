package dev.plimsoll.agent.probe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a probe has found. Sizes in bytes.
 *
 * @param before in use when it began
 * @param live what the collection has left
 * @param tookMs how long the collection took, milliseconds
 * @param concurrent whether the application ran on beside it
 * @param how what made the JVM collect
 */
record Finding(long before, long live, long max, long tookMs, boolean concurrent, String how) {
  private static final double MIB = 1 << 20;
  private static final double MOSTLY = 0.5;

  /** Such as "Of 350 MiB in use 330 MiB (94 %) are live, 82 % of max heap: it is not garbage." */
  String sentence() {
    double share = before <= 0 ? 0 : Math.min(1, (double) live / before);
    return String.format(
        Locale.ROOT,
        "Of %.0f MiB in use, %.0f MiB (%.0f %%) are live, %.0f %% of max heap: most of it is %s."
            + " The application %s for %d ms.",
        before / MIB,
        live / MIB,
        share * 100,
        100.0 * live / max,
        share >= MOSTLY ? "live" : "garbage",
        concurrent ? "ran on beside a collection" : "stood still",
        tookMs);
  }

  Map<String, @Nullable Object> data(String command) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("command", command);
    data.put("before", before);
    data.put("after", live);
    data.put("live", live);
    data.put("max", max);
    data.put("fraction", (double) live / max);
    data.put("tookMs", tookMs);
    data.put("pauseMs", concurrent ? 0L : tookMs);
    data.put("by", how);
    return data;
  }
}
