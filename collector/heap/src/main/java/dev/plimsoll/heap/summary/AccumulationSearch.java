package dev.plimsoll.heap.summary;

import dev.plimsoll.heap.dominators.Children;
import dev.plimsoll.heap.dominators.DominatorTree;
import dev.plimsoll.heap.graph.HeapNodes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes down the dominator tree to what has piled up.
 *
 * <p>It starts with the root above all. Of what the present objects dominate immediately, the type
 * that retains most becomes the next ones, as long as it retains half of what the present ones do
 * and a quarter of the heap. Objects of the same type as their dominator (chains) belong to it. The
 * way ends at several objects of a type of the application; types of the JDK are taken for
 * containers, and passed.
 */
final class AccumulationSearch {
  private static final double SHARE_OF_PRESENT = 0.5;
  private static final double SHARE_OF_HEAP = 0.25;
  private static final int MOST_STEPS = 50;
  private static final int NO_TYPE = -1;
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private final DominatorTree tree;
  private final Children children;
  private final HeapNodes nodes;
  private final long[] retained;
  private final List<ObjectRow> holders = new ArrayList<>();

  private BitSet present = new BitSet();
  private int presentType = NO_TYPE;
  private long presentRetained;

  AccumulationSearch(DominatorTree tree, Children children, HeapNodes nodes, long[] retained) {
    this.tree = tree;
    this.children = children;
    this.nodes = nodes;
    this.retained = retained;
    this.presentRetained = retained[0];
    present.set(0);
  }

  @Nullable Accumulation find() {
    for (int steps = 0; steps < MOST_STEPS && isContainer(); steps++) {
      if (!goDown()) {
        break;
      }
    }
    return presentType == NO_TYPE ? null : accumulation();
  }

  private boolean isContainer() {
    if (present.cardinality() == 1) {
      return true;
    }
    String type = nodes.typeName(presentType);
    return JDK.stream().anyMatch(type::startsWith);
  }

  /** To the one object that retains enough if there is one, else to the type that does. */
  private boolean goDown() {
    long[] byType = new long[nodes.typeCount()];
    int biggest = 0;
    long biggestRetained = 0;
    for (int at = present.nextSetBit(0); at >= 0; at = present.nextSetBit(at + 1)) {
      for (int child = children.first(at); child != 0; child = children.next(child)) {
        if (!present.get(child)) {
          byType[typeOf(child)] += retained[child];
          biggest = retained[child] > biggestRetained ? child : biggest;
          biggestRetained = Math.max(biggestRetained, retained[child]);
        }
      }
    }
    if (isWorth(biggestRetained)) {
      BitSet alone = new BitSet();
      alone.set(biggest);
      step(alone, typeOf(biggest), biggestRetained);
      return true;
    }
    int heaviest = heaviest(byType);
    if (isWorth(byType[heaviest])) {
      step(below(heaviest), heaviest, byType[heaviest]);
      return true;
    }
    return false;
  }

  private boolean isWorth(long bytes) {
    return bytes > 0
        && bytes >= SHARE_OF_PRESENT * presentRetained
        && bytes >= SHARE_OF_HEAP * retained[0];
  }

  private void step(BitSet next, int type, long bytes) {
    int holder = present.nextSetBit(0);
    if (holder > 0 && present.cardinality() == 1) {
      holders.add(ObjectRow.of(nodes, tree.node(holder), retained[holder], retained[0]));
    }
    present = next;
    presentType = type;
    presentRetained = bytes;
    takeChainsIn();
  }

  /** What a present object dominates has a higher number, so a chain is followed to its end. */
  private void takeChainsIn() {
    for (int at = present.nextSetBit(0); at >= 0; at = present.nextSetBit(at + 1)) {
      for (int child = children.first(at); child != 0; child = children.next(child)) {
        if (typeOf(child) == presentType) {
          present.set(child);
        }
      }
    }
  }

  private BitSet below(int type) {
    BitSet below = new BitSet();
    for (int at = present.nextSetBit(0); at >= 0; at = present.nextSetBit(at + 1)) {
      for (int child = children.first(at); child != 0; child = children.next(child)) {
        if (typeOf(child) == type && !present.get(child)) {
          below.set(child);
        }
      }
    }
    return below;
  }

  private static int heaviest(long[] byType) {
    int heaviest = 0;
    for (int type = 1; type < byType.length; type++) {
      heaviest = byType[type] > byType[heaviest] ? type : heaviest;
    }
    return heaviest;
  }

  private Accumulation accumulation() {
    long shallow = 0;
    for (int at = present.nextSetBit(0); at >= 0; at = present.nextSetBit(at + 1)) {
      shallow += nodes.shallow(tree.node(at));
    }
    return new Accumulation(
        describe(),
        present.cardinality(),
        shallow,
        presentRetained,
        Percent.of(presentRetained, retained[0]),
        List.copyOf(holders));
  }

  private String describe() {
    return present.cardinality() == 1
        ? nodes.describe(tree.node(present.nextSetBit(0)))
        : nodes.typeName(presentType);
  }

  private int typeOf(int number) {
    return nodes.type(tree.node(number));
  }
}
