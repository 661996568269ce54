package dev.plimsoll.heap.dominators;

import dev.plimsoll.heap.graph.HeapNodes;

/**
 * The dominator tree of what is alive. An object dominates another if every path from the roots to
 * that other goes through it, so if the one goes, the other goes.
 *
 * <p>Objects have numbers from 1 to {@link #count()}; a dominator has a smaller number than what it
 * dominates. Number 0 is a root above all roots and stands for no object.
 */
public final class DominatorTree {
  private final int[] vertices;
  private final int[] dominators;

  private DominatorTree(int[] vertices, int[] dominators) {
    this.vertices = vertices;
    this.dominators = dominators;
  }

  public static DominatorTree of(ReachableGraph graph) {
    return new DominatorTree(graph.vertices(), SemiNca.dominators(graph));
  }

  /** How many objects are alive. */
  public int count() {
    return dominators.length - 1;
  }

  /** Node in the heap graph of the object with this number, from 1. */
  public int node(int number) {
    return vertices[number];
  }

  /** Number of the immediate dominator, 0 if no object dominates this one. */
  public int dominator(int number) {
    return dominators[number];
  }

  /**
   * By number, the bytes that would be free if the object were gone: its own and those of all that
   * it dominates. At 0 stands the sum of all.
   */
  public long[] retained(HeapNodes nodes) {
    long[] retained = new long[dominators.length];
    for (int number = count(); number > 0; number--) {
      retained[number] += nodes.shallow(vertices[number]);
      retained[dominators[number]] += retained[number];
    }
    return retained;
  }

  /** The tree from above; takes 8 bytes per object, so ask once. */
  public Children children() {
    return new Children(this);
  }
}
