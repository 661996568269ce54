package dev.plimsoll.benchmarks.overhead;

/** The rows of the table. */
enum Figure {
  MAIN_MS("process start to first line of `main`, ms", "%.0f"),
  MAIN_CPU_MS("CPU of the main thread until then, ms", "%.1f"),
  ANSWER_MS("process start to first answer, ms", "%.0f"),
  START_CPU_MS("CPU until first answer, ms", "%.0f"),
  RSS_MIB("RSS, MiB", "%.1f"),
  PSS_MIB("Pss, MiB", "%.1f"),
  METASPACE_MIB("metaspace, MiB", "%.1f"),
  LIVE_MIB("live heap after full GC, MiB", "%.2f"),
  THREADS("threads", "%.0f"),
  CLASSES("loaded classes", "%.0f"),
  CPU_MICROS("CPU per request at fixed rate, us", "%.0f"),
  PER_SECOND("requests/s, closed loop", "%.0f"),
  P50_MICROS("p50 at fixed rate, us", "%.0f"),
  P99_MICROS("p99 at fixed rate, us", "%.0f"),
  P999_MICROS("p99.9 at fixed rate, us", "%.0f"),
  ERRORS("errors", "%.0f"),
  STDERR_LINES("lines on stderr", "%.0f");

  private final String label;
  private final String format;

  Figure(String label, String format) {
    this.label = label;
    this.format = format;
  }

  String label() {
    return label;
  }

  String show(double value) {
    return Double.isNaN(value) ? "-" : format.formatted(value);
  }

  /** Zero of these is the rule, so that there is nothing to divide by. */
  boolean hasRatio() {
    return this != ERRORS && this != STDERR_LINES;
  }

  /** Of all others less is better. */
  boolean moreIsBetter() {
    return this == PER_SECOND;
  }
}
