package dev.plimsoll.agent.dump;

/**
 * A way to write a dump.
 *
 * @param gzip whether the JVM packs it while it writes, at level 1
 * @param threads how many of the JVM's threads write, at least 1
 * @param byTool whether the JDK's {@code jcmd} has to ask for it: the management bean takes neither
 *     of the two options, and {@code GC.heap_dump} is not among the commands of the JVM's own
 *     DiagnosticCommand bean (looked at on 17 and 25)
 */
record DumpMethod(boolean gzip, int threads, boolean byTool) {

  /** Under this name speeds are remembered. */
  String key() {
    return (gzip ? "gzip-" : "plain-") + threads;
  }

  String ending() {
    return gzip ? ".hprof.gz" : ".hprof";
  }
}
