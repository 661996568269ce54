package dev.plimsoll.heap.dominators;

import dev.plimsoll.heap.graph.HeapGraph;
import dev.plimsoll.heap.graph.References;

/**
 * Numbers what is reachable from the roots in preorder, from 1.
 *
 * <p>A root is entered from above only, never from another object: references into roots change no
 * dominator, and without them each root is a child of number 0.
 */
final class DepthFirstSearch {
  private static final int UNSEEN = 0;
  private static final int ROOT = -1;

  private final HeapGraph graph;
  private final References references;
  private final int[] numbers;
  private final int[] vertices;
  private final int[] parents;
  private int count;

  DepthFirstSearch(HeapGraph graph) {
    this.graph = graph;
    this.references = graph.references();
    int nodes = graph.nodes().count();
    this.numbers = new int[nodes];
    this.vertices = new int[nodes + 1];
    this.parents = new int[nodes + 1];
  }

  void run() {
    for (int i = 0; i < graph.rootCount(); i++) {
      numbers[graph.root(i)] = ROOT;
    }
    for (int i = 0; i < graph.rootCount(); i++) {
      from(graph.root(i));
    }
  }

  int count() {
    return count;
  }

  /** Node of each number from 1 to {@link #count()}; what stands behind means nothing. */
  int[] vertices() {
    return vertices;
  }

  /** Parent of each number. */
  int[] parents() {
    return parents;
  }

  int number(int node) {
    return numbers[node];
  }

  /** The stack holds, for each object on the path, where in its references to go on. */
  private void from(int root) {
    IntStack places = new IntStack();
    int current = enter(root, 0);
    int place = references.first(root);
    while (current != 0) {
      if (place == References.END) {
        current = parents[current];
        place = current == 0 ? References.END : places.pop();
        continue;
      }
      int target = references.target(place);
      place = references.next(place);
      if (numbers[target] == UNSEEN) {
        places.push(place);
        current = enter(target, current);
        place = references.first(target);
      }
    }
  }

  private int enter(int node, int parent) {
    int number = ++count;
    numbers[node] = number;
    vertices[number] = node;
    parents[number] = parent;
    return number;
  }
}
