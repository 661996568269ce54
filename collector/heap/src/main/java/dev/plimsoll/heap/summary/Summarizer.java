package dev.plimsoll.heap.summary;

import dev.plimsoll.heap.dominators.Children;
import dev.plimsoll.heap.dominators.DominatorTree;
import dev.plimsoll.heap.graph.HeapNodes;
import java.util.function.LongSupplier;

/** Makes a summary of a dominator tree. */
public final class Summarizer {
  private static final int MOST_TYPES = 50;
  private static final int MOST_OBJECTS = 20;

  private Summarizer() {}

  /**
   * What is known of the dump beside its graph.
   *
   * @param file name as it was given
   * @param format {@code hprof}
   * @param bytes size of the file
   * @param classes how many classes it describes
   * @param truncated whether it ended too early
   */
  public record Dump(String file, String format, long bytes, long classes, boolean truncated) {}

  /**
   * Adds up.
   *
   * @param elapsedMs asked at the end how long all the work took, milliseconds
   */
  public static HeapSummary summarize(
      Dump dump, HeapNodes nodes, DominatorTree tree, LongSupplier elapsedMs) {
    long[] retained = tree.retained(nodes);
    Children children = tree.children();
    TypeTotals totals = TypeTotals.of(tree, children, nodes, retained);
    long all = 0;
    for (int node = 0; node < nodes.count(); node++) {
      all += nodes.shallow(node);
    }
    return new HeapSummary(
        dump.file(),
        dump.format(),
        dump.bytes(),
        nodes.count(),
        tree.count(),
        retained[0],
        all - retained[0],
        dump.classes(),
        totals.topRetained(MOST_TYPES),
        totals.topShallow(MOST_TYPES),
        BiggestObjects.of(tree, nodes, retained, MOST_OBJECTS),
        new AccumulationSearch(tree, children, nodes, retained).find(),
        dump.truncated(),
        elapsedMs.getAsLong());
  }
}
