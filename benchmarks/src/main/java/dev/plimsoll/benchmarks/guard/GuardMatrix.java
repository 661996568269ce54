package dev.plimsoll.benchmarks.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    int runs = Integer.parseInt(options.getOrDefault("--runs", "20"));
    int beside = Integer.parseInt(options.getOrDefault("--beside", "3"));
    int slowBeside = Integer.parseInt(options.getOrDefault("--slow-beside", "10"));
    List<String> programs = chosen(options.get("--programs"), PROGRAMS);
    List<String> collectors = chosen(options.get("--collectors"), List.copyOf(COLLECTORS.keySet()));
    StringBuilder table = new StringBuilder("| | " + String.join(" | ", programs) + " |\n| --- |");
    table.append(" --- |".repeat(programs.size())).append('\n');
    for (String home :
        options.getOrDefault("--jdks", System.getProperty("java.home")).split(",", -1)) {
      Path java = Path.of(home, "bin", "java");
      for (String collector : collectors) {
        List<String> flags = new ArrayList<>(List.of("-Xmx400m"));
        flags.addAll(COLLECTORS.get(collector));
        if (!runsHere(java, flags)) {
          continue;
        }
        StringBuilder row =
            new StringBuilder("| " + Path.of(home).getFileName() + ", " + collector);
        for (String program : programs) {
          boolean slow = program.equals("leak 1");
          String cell =
              cell(java, flags, options.get("--agent"), program, runs, slow ? slowBeside : beside);
          System.err.printf("%s %s %s: %s%n", home, collector, program, cell);
          row.append(" | ").append(cell);
        }
        table.append(row).append(" |\n");
      }
    }
    System.out.printf(
        "How often of %d runs the guard did what it must: ask before the first OutOfMemoryError"
            + " where the program leaks, say nothing elsewhere. Heap 400 MB, leaks in MB/s.%n%n%s",
        runs, table);
  }

  private static List<String> chosen(String names, List<String> all) {
    return names == null ? all : List.of(names.split(","));
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

  private static String cell(
      Path java, List<String> flags, String agent, String program, int runs, int beside)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(beside);
    try {
      List<Future<Trial.Result>> trials = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        trials.add(pool.submit(() -> Trial.run(java, flags, agent, List.of(program.split(" ")))));
      }
      int good = 0;
      int valid = 0;
      for (Future<Trial.Result> trial : trials) {
        Trial.Result result = trial.get();
        boolean asks = result.asked() != null;
        boolean right = program.startsWith("leak") ? asks && !result.outOfMemory() : !asks;
        boolean spoilt =
            result.failure() != null || (!program.startsWith("leak") && result.outOfMemory());
        System.err.printf(
            "  %s: %s%n",
            program, asks ? result.asked() : result.outOfMemory() ? "oom" : result.failure());
        valid += spoilt ? 0 : 1;
        good += right && !spoilt ? 1 : 0;
      }
      return "%d/%d".formatted(good, runs) + (valid < runs ? " (" + (runs - valid) + " void)" : "");
    } finally {
      pool.shutdownNow();
    }
  }
}
