package dev.plimsoll.heap.graph;

import java.util.Arrays;

/**
 * Who refers to whom. The targets of a node stand side by side; the last one is stored as its
 * complement, so nodes may be filled in any order and an end costs no memory.
 *
 * <pre>{@code
 * for (int at = references.first(node); at != References.END; at = references.next(at)) {
 *   int target = references.target(at);
 * }
 * }</pre>
 */
public final class References {
  /** No more targets. */
  public static final int END = -1;

  private final int[] starts;
  private final IntChunks targets;

  private References(int[] starts, IntChunks targets) {
    this.starts = starts;
    this.targets = targets;
  }

  /** How many references there are. */
  public int count() {
    return targets.size();
  }

  /** Place of the node's first target, or {@link #END}. */
  public int first(int node) {
    return starts[node];
  }

  /** Place of the target after this one, or {@link #END}. */
  public int next(int place) {
    return targets.get(place) < 0 ? END : place + 1;
  }

  /** The node that is referred to. */
  public int target(int place) {
    int target = targets.get(place);
    return target < 0 ? ~target : target;
  }

  /** Collects the references of one node after the other, each node once, in any order. */
  public static final class Builder {
    private final int[] starts;
    private final IntChunks targets = new IntChunks();
    private int node;
    private int start;

    public Builder(int nodes) {
      starts = new int[nodes];
      Arrays.fill(starts, END);
    }

    /** The next {@link #add} calls are references of this node. */
    public void begin(int node) {
      this.node = node;
      start = targets.size();
    }

    /**
     * A reference of the node that was begun last.
     *
     * @throws UnreadableHeapException if there are more references than an int can count
     */
    public void add(int target) throws UnreadableHeapException {
      if (targets.size() == IntChunks.MAX_SIZE) {
        throw new UnreadableHeapException(
            "the dump has more than %,d references, which is more than this analysis can index"
                .formatted(IntChunks.MAX_SIZE));
      }
      targets.add(target);
    }

    /** The node that was begun is complete. */
    public void end() {
      int last = targets.size() - 1;
      if (last >= start) {
        starts[node] = start;
        targets.set(last, ~targets.get(last));
      }
    }

    public References build() {
      return new References(starts, targets);
    }
  }
}
