package dev.plimsoll.heap;

import dev.plimsoll.heap.dominators.DominatorTree;
import dev.plimsoll.heap.dominators.ReachableGraph;
import dev.plimsoll.heap.graph.HeapGraph;
import dev.plimsoll.heap.graph.HeapNodes;
import dev.plimsoll.heap.graph.Progress;
import dev.plimsoll.heap.hprof.HprofReader;
import dev.plimsoll.heap.summary.HeapSummary;
import dev.plimsoll.heap.summary.Summarizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Answers questions about a heap dump file. */
public final class HeapAnalysis {
  private HeapAnalysis() {}

  /**
   * Reads the dump and adds up who retains what.
   *
   * @param file HPROF dump of HotSpot, plain or gzip
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws dev.plimsoll.heap.graph.UnreadableHeapException if it is no HPROF dump, or damaged, or
   *     cut off before its first heap segment is complete
   * @throws NotEnoughMemoryException if this JVM's heap is too small for the dump
   * @throws IOException if the file cannot be read
   */
  public static HeapSummary summarize(Path file, Progress progress) throws IOException {
    long started = System.nanoTime();
    long bytes = Files.size(file);
    HprofReader reader = new HprofReader(file, progress);
    try {
      Reading reading = reading(reader, progress);
      progress.at("adding up", 0);
      return Summarizer.summarize(
          new Summarizer.Dump(file.toString(), "hprof", bytes, reading.classes, reading.truncated),
          reading.nodes,
          reading.tree,
          () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    } catch (OutOfMemoryError e) {
      throw new NotEnoughMemoryException(
          MemoryNeed.of(reader.objects(), reader.references(), bytes), e);
    }
  }

  private record Reading(HeapNodes nodes, DominatorTree tree, int classes, boolean truncated) {}

  private static Reading reading(HprofReader reader, Progress progress) throws IOException {
    Living living = living(reader, progress);
    progress.at("finding dominators", 0);
    DominatorTree tree = DominatorTree.of(living.reachable);
    return new Reading(living.nodes, tree, living.classes, living.truncated);
  }

  private record Living(
      HeapNodes nodes, ReachableGraph reachable, int classes, boolean truncated) {}

  /**
   * A method of its own, so that the references are garbage when the search for dominators starts,
   * which is when most memory is in use.
   */
  private static Living living(HprofReader reader, Progress progress) throws IOException {
    HeapGraph graph = reader.read();
    progress.at("following references", 0);
    return new Living(graph.nodes(), ReachableGraph.of(graph), graph.classes(), graph.truncated());
  }
}
