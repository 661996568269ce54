package dev.plimsoll.heap.hprof;

import dev.plimsoll.heap.graph.NodeIds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The roots of a dump. What only a thread's stack holds counts as a reference of that thread, not
 * as a root, so that the thread is seen to retain it.
 */
final class Roots {
  private final List<Long> everywhere = new ArrayList<>();
  private final List<StackRoot> onStacks = new ArrayList<>();
  private final Map<Integer, Long> threads = new HashMap<>();

  private record StackRoot(int threadSerial, long id) {}

  void add(RootKind kind, long id, int threadSerial) {
    if (kind.heldByThread()) {
      onStacks.add(new StackRoot(threadSerial, id));
      return;
    }
    if (kind == RootKind.THREAD_OBJECT) {
      threads.put(threadSerial, id);
    }
    everywhere.add(id);
  }

  /** The nodes that are alive by themselves. */
  BitSet nodes(NodeIds ids) {
    BitSet nodes = new BitSet(ids.count());
    for (long id : everywhere) {
      mark(nodes, ids.find(id));
    }
    for (StackRoot root : onStacks) {
      if (threadOf(root, ids) == NodeIds.NONE) {
        mark(nodes, ids.find(root.id()));
      }
    }
    return nodes;
  }

  /** By the node of a thread, the nodes that its stack holds. */
  Map<Integer, List<Integer>> byThread(NodeIds ids) {
    Map<Integer, List<Integer>> held = new HashMap<>();
    for (StackRoot root : onStacks) {
      int thread = threadOf(root, ids);
      int node = ids.find(root.id());
      if (thread != NodeIds.NONE && node != NodeIds.NONE) {
        held.computeIfAbsent(thread, t -> new ArrayList<>()).add(node);
      }
    }
    return held;
  }

  private int threadOf(StackRoot root, NodeIds ids) {
    Long id = threads.get(root.threadSerial());
    return id == null ? NodeIds.NONE : ids.find(id);
  }

  private static void mark(BitSet nodes, int node) {
    if (node != NodeIds.NONE) {
      nodes.set(node);
    }
  }
}
