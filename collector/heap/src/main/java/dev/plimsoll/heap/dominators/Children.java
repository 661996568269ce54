package dev.plimsoll.heap.dominators;

/**
 * The dominator tree from above: what each object dominates immediately, in ascending order.
 *
 * <pre>{@code
 * for (int child = children.first(number); child != 0; child = children.next(child)) ...
 * }</pre>
 */
public final class Children {
  private final DominatorTree tree;
  private final int[] firsts;
  private final int[] siblings;

  Children(DominatorTree tree) {
    this.tree = tree;
    this.firsts = new int[tree.count() + 1];
    this.siblings = new int[tree.count() + 1];
    for (int number = tree.count(); number > 0; number--) {
      int dominator = tree.dominator(number);
      siblings[number] = firsts[dominator];
      firsts[dominator] = number;
    }
  }

  /** The first object that this one dominates immediately, 0 if there is none. */
  public int first(int number) {
    return firsts[number];
  }

  /** The next object with the same dominator, 0 if there is none. */
  public int next(int child) {
    return siblings[child];
  }

  /** Called by {@link #walk} on the way down and up. */
  public interface Visitor {
    void enter(int number);

    void leave(int number);
  }

  /** Goes through the tree depth first; enters an object before, and leaves it after its own. */
  public void walk(Visitor visitor) {
    int number = firsts[0];
    while (number != 0) {
      visitor.enter(number);
      if (firsts[number] != 0) {
        number = firsts[number];
        continue;
      }
      while (number != 0 && siblings[number] == 0) {
        visitor.leave(number);
        number = tree.dominator(number);
      }
      if (number != 0) {
        visitor.leave(number);
        number = siblings[number];
      }
    }
  }
}
