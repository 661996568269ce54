package dev.plimsoll.app.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signals, as a terminal sends them. */
final class Signals {
  private static final long SIGINT_BIT = 1L << (2 - 1);

  private Signals() {}

  /**
   * Ctrl-C. Where the tests themselves were started in the background of a shell, SIGINT is ignored
   * by everything below; there SIGTERM takes its place, which ends a JVM in the same way.
   */
  static void interrupt(long pid) throws IOException, InterruptedException {
    String signal = ignoresInterrupt(pid) ? "-TERM" : "-INT";
    new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
  }

  private static boolean ignoresInterrupt(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).trim(), 16) & SIGINT_BIT) != 0;
      }
    }
    return false;
  }
}
