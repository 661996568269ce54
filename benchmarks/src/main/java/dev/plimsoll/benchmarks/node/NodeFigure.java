package dev.plimsoll.benchmarks.node;

/** The rows of the table. */
enum NodeFigure {
  MAIN_MS("process start to first line of the program, ms", "%.0f"),
  MAIN_CPU_MS("CPU until then, ms", "%.0f"),
  ANSWER_MS("process start to first answer, ms", "%.0f"),
  START_CPU_MS("CPU until first answer, ms", "%.0f"),
  RSS_MIB("RSS, MiB", "%.1f"),
  LIVE_MIB("live heap after full GC, MiB", "%.2f"),
  EXTERNAL_MIB("external, MiB", "%.2f"),
  THREADS("threads", "%.0f"),
  CPU_MICROS("CPU per request at fixed rate, us", "%.1f"),
  PER_SECOND("requests/s, closed loop", "%.0f"),
  P50_MICROS("p50 at fixed rate, us", "%.0f"),
  P99_MICROS("p99 at fixed rate, us", "%.0f"),
  LOOP_MS("p99 of event-loop delay at fixed rate, ms", "%.2f"),
  ERRORS("errors", "%.0f"),
  STDERR_LINES("lines on stderr", "%.0f");

  private final String label;
  private final String format;

  NodeFigure(String label, String format) {
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
    return this != ERRORS && this != STDERR_LINES && this != LOOP_MS;
  }
}
