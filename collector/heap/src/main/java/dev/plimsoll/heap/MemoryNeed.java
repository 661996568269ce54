package dev.plimsoll.heap;

/**
 * How much heap an analysis takes at its peak.
 *
 * <p>Counted over the arrays that live at that moment: per object 8 bytes of id and shape, 16 of
 * search tree, 4 of predecessor ranges and 12 of dominator search; per reference up to 4 while the
 * graph is read and 4 as predecessor. A quarter is added for the collector to work in.
 */
final class MemoryNeed {
  private static final long BASE = 32L << 20;
  private static final long PER_OBJECT = 40;
  private static final long PER_REFERENCE = 8;
  private static final long ROUND = 64L << 20;

  /**
   * As long as nothing is counted: what small objects take in a dump, and how many they refer to.
   */
  private static final long DUMP_BYTES_PER_OBJECT = 48;

  private static final long REFERENCES_PER_OBJECT = 2;

  private MemoryNeed() {}

  /**
   * Estimates from what is known.
   *
   * @param objects how many there are, 0 if not counted
   * @param references how many there are, 0 if not counted
   * @param fileBytes size of the dump
   * @return bytes, a multiple of 64 MiB
   */
  static long of(long objects, long references, long fileBytes) {
    long nodes = objects > 0 ? objects : fileBytes / DUMP_BYTES_PER_OBJECT;
    long edges = references > 0 ? references : nodes * REFERENCES_PER_OBJECT;
    long need = (BASE + nodes * PER_OBJECT + edges * PER_REFERENCE) * 5 / 4;
    return (need + ROUND - 1) / ROUND * ROUND;
  }
}
