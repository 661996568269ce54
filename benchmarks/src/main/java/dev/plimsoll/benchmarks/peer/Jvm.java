package dev.plimsoll.benchmarks.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a JVM says of itself after two full collections: one finds what is weakly held, the other
 * what that held.
 */
public final class Jvm {
  private static final double MIB = 1 << 20;

  private final Map<String, Double> counters = new HashMap<>();

  private Jvm() {}

  static Jvm ask(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    Jvm jvm = new Jvm();
    jcmd(pid, "PerfCounter.print").lines().forEach(jvm::counter);
    return jvm;
  }

  /** Live heap right after the collection. */
  public double liveMib() {
    double used = 0;
    for (Map.Entry<String, Double> counter : counters.entrySet()) {
      if (counter.getKey().matches("sun\\.gc\\.generation\\.\\d+\\.space\\.\\d+\\.used")) {
        used += counter.getValue();
      }
    }
    return used / MIB;
  }

  public double metaspaceMib() {
    return get("sun.gc.metaspace.used") / MIB;
  }

  /** Classes loaded and not unloaded, those of the shared archive with them. */
  public double classes() {
    return get("java.cls.loadedClasses")
        + get("java.cls.sharedLoadedClasses")
        - get("java.cls.unloadedClasses")
        - get("java.cls.sharedUnloadedClasses");
  }

  private double get(String name) {
    return counters.getOrDefault(name, Double.NaN);
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed: " + said);
    }
    return said;
  }

  private void counter(String line) {
    String[] parts = line.split("=", 2);
    if (parts.length == 2 && parts[1].matches("\\d+")) {
      counters.put(parts[0], Double.valueOf(parts[1]));
    }
  }
}
