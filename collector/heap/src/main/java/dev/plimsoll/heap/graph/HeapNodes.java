package dev.plimsoll.heap.graph;

import java.util.List;
import java.util.Map;

/** The objects of a heap by node number: id, type and shallow size. */
public final class HeapNodes {
  /** Shallow sizes are kept as multiples of this, so that an int is enough for any object. */
  public static final int SIZE_UNIT = 8;

  private final NodeIds ids;
  private final int[] types;
  private final int[] sizes;
  private final List<String> typeNames;
  private final Map<Integer, String> classNames;

  /**
   * Takes the arrays over: they are not copied, for they are most of the memory.
   *
   * @param types type number of each node, a place in {@code typeNames}
   * @param sizes shallow size of each node in {@link #SIZE_UNIT}s
   * @param classNames for a node that stands for a class, the name of that class
   */
  public HeapNodes(
      NodeIds ids,
      int[] types,
      int[] sizes,
      List<String> typeNames,
      Map<Integer, String> classNames) {
    this.ids = ids;
    this.types = types;
    this.sizes = sizes;
    this.typeNames = List.copyOf(typeNames);
    this.classNames = Map.copyOf(classNames);
  }

  public int count() {
    return types.length;
  }

  /** The id the object has in the dump; with HotSpot its address. */
  public long id(int node) {
    return ids.at(node);
  }

  public int type(int node) {
    return types[node];
  }

  /** Shallow size: the bytes of the object itself. */
  public long shallow(int node) {
    return (long) sizes[node] * SIZE_UNIT;
  }

  public int typeCount() {
    return typeNames.size();
  }

  /** As people write it: {@code java.lang.String[]}, {@code byte[]}. */
  public String typeName(int type) {
    return typeNames.get(type);
  }

  /** The type of the node, or {@code class dev.acme.Cache} where the node is that class itself. */
  public String describe(int node) {
    String className = classNames.get(node);
    return className == null ? typeName(types[node]) : "class " + className;
  }
}
