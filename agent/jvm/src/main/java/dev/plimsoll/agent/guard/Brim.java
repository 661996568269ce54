package dev.plimsoll.agent.guard;

/**
 * A full collection has found the heap over the restart line, and since then one collection after
 * the other has left it all but full. The next full collection would prove it, but may be the one
 * that ends in the {@code OutOfMemoryError}: G1 at 100 MB/s takes half a second from the line to
 * the end.
 */
final class Brim {
  /** A spike to 85 %, with what the JVM and the collector add, has been seen to have 88.5 %. */
  private static final double NEARLY_ALL = 0.92;

  /** A look that comes late counts what was allocated since the collection as left by it. */
  private static final int COLLECTIONS = 2;

  private long collections;
  private int inARow;

  Verdict look(Look look, Marks marks) {
    if (look.collections != collections) {
      collections = look.collections;
      boolean over = look.exact && look.liveFraction() >= marks.restart();
      inARow = over && look.usedFraction() >= NEARLY_ALL ? inARow + 1 : 0;
    }
    return inARow >= COLLECTIONS ? Verdict.BRIMMING : Verdict.NOTHING;
  }
}
