package dev.plimsoll.heap.hprof;

/** What must be known of a class to read its instances. */
final class HeapClass {
  private final String name;
  private final int type;
  private final int node;
  private final int[] strongOffsets;
  private final long instanceBytes;

  /**
   * @param node the node of the class object if its instances must be said to keep it alive, else
   *     -1
   * @param strongOffsets where, in the field values of an instance, the references stand that keep
   *     their target alive; ascending
   * @param instanceBytes shallow size of an instance
   */
  HeapClass(String name, int type, int node, int[] strongOffsets, long instanceBytes) {
    this.name = name;
    this.type = type;
    this.node = node;
    this.strongOffsets = strongOffsets;
    this.instanceBytes = instanceBytes;
  }

  String name() {
    return name;
  }

  int type() {
    return type;
  }

  int node() {
    return node;
  }

  int strongCount() {
    return strongOffsets.length;
  }

  int strongOffset(int number) {
    return strongOffsets[number];
  }

  long instanceBytes() {
    return instanceBytes;
  }
}
