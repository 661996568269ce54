package dev.plimsoll.heap.dump;

import dev.plimsoll.heap.dominators.DominatorTree;
import dev.plimsoll.heap.dominators.ReachableGraph;
import dev.plimsoll.heap.graph.HeapGraph;
import dev.plimsoll.heap.graph.Progress;
import dev.plimsoll.heap.hprof.HprofReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A dump that was read, asked by the ids of its objects. */
public final class Analysed {
  /** Answer of {@link #dominator} for an object that no other dominates. */
  public static final long NONE = 0;

  private final HeapGraph graph;
  private final DominatorTree tree;
  private final long[] retained;
  private final Map<Long, Integer> numbers = new HashMap<>();

  private Analysed(HeapGraph graph) {
    this.graph = graph;
    this.tree = DominatorTree.of(ReachableGraph.of(graph));
    this.retained = tree.retained(graph.nodes());
    for (int number = 1; number <= tree.count(); number++) {
      numbers.put(graph.nodes().id(tree.node(number)), number);
    }
  }

  public static Analysed read(Path file) throws IOException {
    return new Analysed(new HprofReader(file, Progress.NONE).read());
  }

  public HeapGraph graph() {
    return graph;
  }

  public boolean isAlive(HeapObject object) {
    return numbers.containsKey(object.id());
  }

  public long dominator(HeapObject object) {
    int dominator = tree.dominator(number(object));
    return dominator == 0 ? NONE : graph.nodes().id(tree.node(dominator));
  }

  public long retained(HeapObject object) {
    return retained[number(object)];
  }

  public long shallow(HeapObject object) {
    return graph.nodes().shallow(tree.node(number(object)));
  }

  public String type(HeapObject object) {
    return graph.nodes().typeName(graph.nodes().type(tree.node(number(object))));
  }

  private int number(HeapObject object) {
    Integer number = numbers.get(object.id());
    if (number == null) {
      throw new AssertionError("the object " + object.hexId() + " is not alive");
    }
    return number;
  }
}
