package dev.plimsoll.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a process. */
final class Proc {
  /** Linux tells it in hundredths of a second on every platform that the JDK runs on. */
  private static final double MILLIS_PER_TICK = 10;

  private final Path folder;

  Proc(long pid) {
    folder = Path.of("/proc", Long.toString(pid));
  }

  /** User and system time so far, milliseconds: fields 14 and 15 of the stat file. */
  double cpuMillis() throws IOException {
    String stat = Files.readString(folder.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) * MILLIS_PER_TICK;
  }

  double rssMib() throws IOException {
    return number("status", "VmRSS:") / 1024;
  }

  double threads() throws IOException {
    return number("status", "Threads:");
  }

  /** Resident set with shared pages divided among those that share them; NaN if not allowed. */
  double pssMib() {
    try {
      return number("smaps_rollup", "Pss:") / 1024;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private double number(String file, String field) throws IOException {
    for (String line : Files.readAllLines(folder.resolve(file))) {
      if (line.startsWith(field)) {
        return Double.parseDouble(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no " + field + " in " + folder.resolve(file));
  }
}
