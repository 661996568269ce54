package dev.plimsoll.heap.dominators;

import dev.plimsoll.heap.graph.HeapGraph;
import dev.plimsoll.heap.graph.References;

/**
 * The part of a heap that is alive, in the form that the search for dominators needs: objects
 * numbered 1 to {@link #count()} in the preorder of a depth-first search, 0 being a root above all
 * roots; for each its parent in that search and the other objects that refer to it.
 *
 * <p>Built once from a {@link HeapGraph}, which may be forgotten afterwards: that halves the memory
 * at the peak.
 */
public final class ReachableGraph {
  private final int count;
  private final int[] vertices;
  private final int[] parents;
  private final int[] starts;
  private final int[] predecessors;

  private ReachableGraph(
      int count, int[] vertices, int[] parents, int[] starts, int[] predecessors) {
    this.count = count;
    this.vertices = vertices;
    this.parents = parents;
    this.starts = starts;
    this.predecessors = predecessors;
  }

  public static ReachableGraph of(HeapGraph graph) {
    DepthFirstSearch search = new DepthFirstSearch(graph);
    search.run();
    int[] starts = new int[search.count() + 2];
    forEachCrossing(graph, search, (from, to) -> starts[to + 1]++);
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] predecessors = new int[starts[search.count() + 1]];
    // Each range fills from its end down, so its end becomes its start; then all move one place up.
    forEachCrossing(graph, search, (from, to) -> predecessors[--starts[to + 1]] = from);
    System.arraycopy(starts, 1, starts, 0, starts.length - 1);
    starts[starts.length - 1] = predecessors.length;
    return new ReachableGraph(
        search.count(), search.vertices(), search.parents(), starts, predecessors);
  }

  /** How many objects are alive. */
  public int count() {
    return count;
  }

  /** Node in the heap graph of each number from 1; may be longer than needed. Not a copy. */
  int[] vertices() {
    return vertices;
  }

  /** Parent of each number in the search; may be longer than needed. Not a copy. */
  int[] parents() {
    return parents;
  }

  int firstPredecessor(int number) {
    return starts[number];
  }

  int endOfPredecessors(int number) {
    return starts[number + 1];
  }

  int predecessor(int place) {
    return predecessors[place];
  }

  private interface Edge {
    void at(int from, int to);
  }

  /**
   * The references between numbers that may matter beside those of the search itself: none into
   * roots, whose dominator is 0 whoever else refers to them.
   */
  private static void forEachCrossing(HeapGraph graph, DepthFirstSearch search, Edge edge) {
    References references = graph.references();
    int[] vertices = search.vertices();
    int[] parents = search.parents();
    for (int from = 1; from <= search.count(); from++) {
      int node = vertices[from];
      for (int at = references.first(node); at != References.END; at = references.next(at)) {
        int to = search.number(references.target(at));
        if (parents[to] != 0 && parents[to] != from && to != from) {
          edge.at(from, to);
        }
      }
    }
  }
}
