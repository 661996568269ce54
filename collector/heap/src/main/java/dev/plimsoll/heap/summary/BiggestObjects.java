package dev.plimsoll.heap.summary;

import dev.plimsoll.heap.dominators.DominatorTree;
import dev.plimsoll.heap.graph.HeapNodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds the objects with the largest retained size among those that no other dominates. */
final class BiggestObjects {
  private BiggestObjects() {}

  static List<ObjectRow> of(DominatorTree tree, HeapNodes nodes, long[] retained, int most) {
    PriorityQueue<Integer> biggest =
        new PriorityQueue<>(
            Comparator.<Integer>comparingLong(number -> retained[number])
                .thenComparing(Comparator.reverseOrder()));
    for (int number = 1; number <= tree.count(); number++) {
      if (tree.dominator(number) == 0) {
        biggest.add(number);
        if (biggest.size() > most) {
          biggest.remove();
        }
      }
    }
    List<ObjectRow> rows = new ArrayList<>();
    while (!biggest.isEmpty()) {
      int number = biggest.remove();
      rows.add(ObjectRow.of(nodes, tree.node(number), retained[number], retained[0]));
    }
    Collections.reverse(rows);
    return List.copyOf(rows);
  }
}
