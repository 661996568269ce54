package dev.plimsoll.benchmarks.guard;

import dev.plimsoll.benchmarks.peer.Node;
import dev.plimsoll.benchmarks.peer.Scratch;
import dev.plimsoll.benchmarks.report.Options;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The same for releases of Node: with a limit of 200 MiB for V8's old generation the restart line
 * is at 160.
 */
public final class NodeGuardMatrix {
  private static final List<String> PROGRAMS =
      List.of("leak 1", "leak 50", "storm", "warmup", "cache", "spike1", "spike4", "spike10");
  private static final List<String> FLAGS = List.of("--max-old-space-size=200");

  private NodeGuardMatrix() {}

  public static void main(String[] args) throws Exception {
    Set<String> known = new HashSet<>(Set.of("nodes", "kept"));
    known.addAll(Matrix.OPTIONS);
    Options options = new Options(args, known);
    Matrix matrix = new Matrix(options, PROGRAMS);
    String agent = options.path("agent").toString();
    try (Scratch scratch = new Scratch()) {
      Path script = scratch.resource("/node/heaps.js");
      for (String release : Matrix.chosen(options.text("nodes", ""), Node.RELEASES)) {
        Path node = Node.fetch(release, options.path("kept"));
        matrix.add(
            "Node " + Node.version(node),
            words -> Guarded.inNode(node, FLAGS, agent, script, words));
      }
    }
    System.out.printf(
        "How often the guard did what it must: ask where the program leaks, and keep it alive for"
            + " 3 s from then on; say nothing elsewhere. --max-old-space-size=200, leaks in MiB/s.%n%n%s",
        matrix.table());
  }
}
