package dev.plimsoll.benchmarks.guard;

import dev.plimsoll.benchmarks.report.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Programs times collectors times JDKs, each so many times, some side by side; prints a Markdown
 * table of how often the guard did what it must. With a heap of 400 MB the restart line is at 320.
 */
public final class GuardMatrix {
  private static final List<String> PROGRAMS =
      List.of("leak 1", "leak 100", "storm", "warmup", "cache", "spike1", "spike4", "spike10");
  private static final Map<String, List<String>> COLLECTORS = collectors();

  private GuardMatrix() {}

  private static Map<String, List<String>> collectors() {
    Map<String, List<String>> collectors = new LinkedHashMap<>();
    collectors.put("Serial", List.of("-XX:+UseSerialGC"));
    collectors.put("Parallel", List.of("-XX:+UseParallelGC"));
    collectors.put("G1", List.of("-XX:+UseG1GC"));
    collectors.put("ZGC", List.of("-XX:+UseZGC"));
    collectors.put("Shenandoah", List.of("-XX:+UseShenandoahGC"));
    collectors.put(
        "Shenandoah generational",
        List.of("-XX:+UseShenandoahGC", "-XX:ShenandoahGCMode=generational"));
    return collectors;
  }

  public static void main(String[] args) throws Exception {
    Set<String> known = new HashSet<>(Set.of("jdks", "collectors"));
    known.addAll(Matrix.OPTIONS);
    Options options = new Options(args, known);
    Matrix matrix = new Matrix(options, PROGRAMS);
    String agent = options.path("agent").toString();
    List<String> names = List.copyOf(COLLECTORS.keySet());
    for (String home : options.text("jdks", System.getProperty("java.home")).split(",", -1)) {
      Path java = Path.of(home, "bin", "java");
      for (String collector : Matrix.chosen(options.text("collectors", ""), names)) {
        List<String> flags = new ArrayList<>(List.of("-Xmx400m"));
        flags.addAll(COLLECTORS.get(collector));
        if (runsHere(java, flags)) {
          matrix.add(
              Path.of(home).getFileName() + ", " + collector,
              words -> Guarded.inJvm(java, flags, agent, words));
        }
      }
    }
    System.out.printf(
        "How often the guard did what it must: ask before the first OutOfMemoryError"
            + " where the program leaks, say nothing elsewhere. Heap 400 MB, leaks in MB/s.%n%n%s",
        matrix.table());
  }

  private static boolean runsHere(Path java, List<String> flags)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(java)) {
      throw new IOException("there is no " + java);
    }
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(flags);
    command.add("-version");
    return new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
