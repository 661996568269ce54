package dev.plimsoll.heap.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.heap.graph.HeapGraph;
import dev.plimsoll.heap.graph.HeapNodes;
import dev.plimsoll.heap.graph.NodeIds;
import dev.plimsoll.heap.graph.References;
import dev.plimsoll.heap.graph.UnreadableHeapException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random graphs against the definition: a dominates b if b is out of reach without a. */
class DominatorTreeTest {
  private static final int GRAPHS = 400;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void onRandomGraphsTheTreeIsWhatTheDefinitionSays(long seed) throws UnreadableHeapException {
    Random random = new Random(seed);
    for (int i = 0; i < GRAPHS; i++) {
      check(new RandomGraph(random));
    }
  }

  private static void check(RandomGraph graph) throws UnreadableHeapException {
    DominatorTree tree = DominatorTree.of(ReachableGraph.of(graph.heap()));
    int[] numbers = new int[graph.size];
    for (int number = 1; number <= tree.count(); number++) {
      numbers[tree.node(number)] = number;
    }
    BitSet alive = graph.reachableWithout(-1);
    long[] retained = tree.retained(graph.heap().nodes());
    assertThat(tree.count()).isEqualTo(alive.cardinality());
    for (int node = 0; node < graph.size; node++) {
      assertThat(numbers[node] != 0).as("node %d is alive", node).isEqualTo(alive.get(node));
      if (alive.get(node)) {
        BitSet freed = (BitSet) alive.clone();
        freed.andNot(graph.reachableWithout(node));
        assertThat(dominated(tree, numbers[node]))
            .as("what node %d dominates in %s", node, graph)
            .isEqualTo(freed);
        assertThat(retained[numbers[node]]).isEqualTo(8L * freed.cardinality());
      }
    }
  }

  /** The nodes below and including this number. */
  private static BitSet dominated(DominatorTree tree, int top) {
    BitSet nodes = new BitSet();
    for (int number = 1; number <= tree.count(); number++) {
      int above = number;
      while (above > top) {
        above = tree.dominator(above);
      }
      if (above == top) {
        nodes.set(tree.node(number));
      }
    }
    return nodes;
  }

  private static final class RandomGraph {
    private final int size;
    private final List<List<Integer>> targets = new ArrayList<>();
    private final BitSet roots = new BitSet();

    RandomGraph(Random random) {
      size = 1 + random.nextInt(24);
      int most = 1 + random.nextInt(4);
      for (int node = 0; node < size; node++) {
        List<Integer> own = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
          own.add(random.nextInt(size));
        }
        targets.add(own);
      }
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        roots.set(random.nextInt(size));
      }
    }

    HeapGraph heap() throws UnreadableHeapException {
      long[] ids = new long[size];
      for (int node = 0; node < size; node++) {
        ids[node] = 8L * node;
      }
      NodeIds nodeIds = NodeIds.of(ids);
      HeapNodes.Builder nodes = new HeapNodes.Builder(nodeIds);
      References.Builder references = new References.Builder(size);
      for (int node = size - 1; node >= 0; node--) {
        nodes.set(node, 0, 8);
        references.begin(node);
        for (int target : targets.get(node)) {
          references.add(target);
        }
        references.end();
      }
      return new HeapGraph(
          nodes.build(List.of("acme.Node"), Map.of()),
          references.build(),
          roots.stream().toArray(),
          1,
          false);
    }

    BitSet reachableWithout(int left) {
      BitSet seen = new BitSet();
      List<Integer> open = new ArrayList<>();
      roots.stream().filter(root -> root != left).forEach(open::add);
      while (!open.isEmpty()) {
        int node = open.remove(open.size() - 1);
        if (!seen.get(node)) {
          seen.set(node);
          targets.get(node).stream().filter(target -> target != left).forEach(open::add);
        }
      }
      return seen;
    }

    @Override
    public String toString() {
      return "roots " + roots + ", references " + targets;
    }
  }
}
