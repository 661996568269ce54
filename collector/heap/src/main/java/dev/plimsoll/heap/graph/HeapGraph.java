package dev.plimsoll.heap.graph;

import java.util.Arrays;

/**
 * One heap: its objects, their references, and the roots, whatever runtime it was dumped from.
 *
 * <p>Only references that keep their target alive are in it; what a reader leaves out (weak ones)
 * is said there.
 */
public final class HeapGraph {
  private final HeapNodes nodes;
  private final References references;
  private final int[] roots;
  private final int classes;
  private final boolean truncated;

  /**
   * @param roots nodes that are alive by themselves, each once
   * @param classes how many classes the dump describes
   * @param truncated whether the dump ended before its end, so that objects are missing
   */
  public HeapGraph(
      HeapNodes nodes, References references, int[] roots, int classes, boolean truncated) {
    this.nodes = nodes;
    this.references = references;
    this.roots = Arrays.copyOf(roots, roots.length);
    this.classes = classes;
    this.truncated = truncated;
  }

  public HeapNodes nodes() {
    return nodes;
  }

  public References references() {
    return references;
  }

  public int rootCount() {
    return roots.length;
  }

  /** The node of the root with this number, 0 to {@link #rootCount()} - 1. */
  public int root(int number) {
    return roots[number];
  }

  public int classes() {
    return classes;
  }

  public boolean truncated() {
    return truncated;
  }
}
