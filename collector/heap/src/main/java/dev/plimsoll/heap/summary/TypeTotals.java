package dev.plimsoll.heap.summary;

import dev.plimsoll.heap.dominators.Children;
import dev.plimsoll.heap.dominators.DominatorTree;
import dev.plimsoll.heap.graph.HeapNodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Adds live objects up by type. */
final class TypeTotals implements Children.Visitor {
  private final DominatorTree tree;
  private final HeapNodes nodes;
  private final long[] retainedByNumber;
  private final long[] instances;
  private final long[] shallow;
  private final long[] retained;

  /** How many objects of the type stand on the way from the top to where the walk is. */
  private final int[] above;

  private TypeTotals(DominatorTree tree, HeapNodes nodes, long[] retainedByNumber) {
    this.tree = tree;
    this.nodes = nodes;
    this.retainedByNumber = retainedByNumber;
    this.instances = new long[nodes.typeCount()];
    this.shallow = new long[nodes.typeCount()];
    this.retained = new long[nodes.typeCount()];
    this.above = new int[nodes.typeCount()];
  }

  static TypeTotals of(
      DominatorTree tree, Children children, HeapNodes nodes, long[] retainedByNumber) {
    TypeTotals totals = new TypeTotals(tree, nodes, retainedByNumber);
    children.walk(totals);
    return totals;
  }

  @Override
  public void enter(int number) {
    int node = tree.node(number);
    int type = nodes.type(node);
    instances[type]++;
    shallow[type] += nodes.shallow(node);
    if (above[type]++ == 0) {
      retained[type] += retainedByNumber[number];
    }
  }

  @Override
  public void leave(int number) {
    above[nodes.type(tree.node(number))]--;
  }

  List<TypeRow> topRetained(int most) {
    return top(most, TypeRow::retained);
  }

  List<TypeRow> topShallow(int most) {
    return top(most, TypeRow::shallow);
  }

  private List<TypeRow> top(int most, ToLongFunction<TypeRow> bytes) {
    List<TypeRow> rows = new ArrayList<>();
    for (int type = 0; type < instances.length; type++) {
      if (instances[type] > 0) {
        rows.add(row(type, bytes));
      }
    }
    rows.sort(Comparator.comparingLong(bytes).reversed().thenComparing(TypeRow::type));
    return List.copyOf(rows.subList(0, Math.min(most, rows.size())));
  }

  private TypeRow row(int type, ToLongFunction<TypeRow> bytes) {
    TypeRow row =
        new TypeRow(
            nodes.typeName(type), instances[type], shallow[type], retained[type], /* percent= */ 0);
    double percent = Percent.of(bytes.applyAsLong(row), retainedByNumber[0]);
    return new TypeRow(row.type(), row.instances(), row.shallow(), row.retained(), percent);
  }
}
