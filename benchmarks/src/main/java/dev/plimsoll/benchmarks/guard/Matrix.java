package dev.plimsoll.benchmarks.guard;

import dev.plimsoll.benchmarks.report.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Programs times rows, each so many times, some side by side, as a Markdown table. */
final class Matrix {
  static final Set<String> OPTIONS = Set.of("runs", "beside", "slow-beside", "programs", "agent");

  private static final String SLOW = "leak 1";

  private final int runs;
  private final int beside;
  private final int slowBeside;
  private final List<String> programs;
  private final StringBuilder table;

  /** Makes one program, given as its words, ready to be started. */
  interface Row {
    Guarded program(List<String> words);
  }

  Matrix(Options options, List<String> allPrograms) {
    runs = options.number("runs", 20);
    beside = options.number("beside", 3);
    slowBeside = options.number("slow-beside", 10);
    programs = chosen(options.text("programs", ""), allPrograms);
    table = new StringBuilder("| | " + String.join(" | ", programs) + " |\n| --- |");
    table.append(" --- |".repeat(programs.size())).append('\n');
  }

  static List<String> chosen(String names, List<String> all) {
    return names.isEmpty() ? all : List.of(names.split(","));
  }

  void add(String label, Row row) throws Exception {
    table.append("| ").append(label);
    for (String program : programs) {
      String cell = cell(row.program(List.of(program.split(" "))), program);
      System.err.printf("%s, %s: %s%n", label, program, cell);
      table.append(" | ").append(cell);
    }
    table.append(" |\n");
  }

  String table() {
    return table.toString();
  }

  private String cell(Guarded guarded, String program) throws Exception {
    boolean leaks = program.startsWith("leak");
    ExecutorService pool = Executors.newFixedThreadPool(program.equals(SLOW) ? slowBeside : beside);
    try {
      List<Future<Trial.Result>> trials = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        trials.add(pool.submit(() -> Trial.run(guarded)));
      }
      int good = 0;
      int valid = 0;
      for (Future<Trial.Result> trial : trials) {
        Trial.Result result = trial.get();
        boolean asks = result.asked() != null;
        boolean right = leaks ? asks && !result.outOfMemory() : !asks;
        boolean spoilt = result.failure() != null || (!leaks && result.outOfMemory());
        System.err.printf("  %s: %s%n", program, result.inWords());
        valid += spoilt ? 0 : 1;
        good += right && !spoilt ? 1 : 0;
      }
      return "%d/%d".formatted(good, runs) + (valid < runs ? " (" + (runs - valid) + " void)" : "");
    } finally {
      pool.shutdownNow();
    }
  }
}
