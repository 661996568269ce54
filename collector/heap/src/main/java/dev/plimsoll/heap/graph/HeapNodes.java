package dev.plimsoll.heap.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The objects of a heap by node number: id, type and shallow size.
 *
 * <p>Millions of objects come in few shapes (pairs of type and size), so a node holds the number of
 * its shape only.
 */
public final class HeapNodes {
  private final NodeIds ids;
  private final int[] shapes;
  private final int[] shapeTypes;
  private final long[] shapeSizes;
  private final List<String> typeNames;
  private final Map<Integer, String> classNames;

  private HeapNodes(Builder builder, List<String> typeNames, Map<Integer, String> classNames) {
    this.ids = builder.ids;
    this.shapes = builder.shapes;
    this.shapeTypes = builder.shapeTypes;
    this.shapeSizes = builder.shapeSizes;
    this.typeNames = List.copyOf(typeNames);
    this.classNames = Map.copyOf(classNames);
  }

  public int count() {
    return shapes.length;
  }

  /** The id the object has in the dump; with HotSpot its address. */
  public long id(int node) {
    return ids.at(node);
  }

  public int type(int node) {
    return shapeTypes[shapes[node]];
  }

  /** Shallow size: the bytes of the object itself. */
  public long shallow(int node) {
    return shapeSizes[shapes[node]];
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
    return className == null ? typeName(type(node)) : "class " + className;
  }

  /** Takes type and size of each node, in any order. */
  public static final class Builder {
    private static final int UNSET = -1;
    private static final int SIZE_BITS = 40;

    private final NodeIds ids;
    private final int[] shapes;
    private final LongIntMap numbers = new LongIntMap();
    private int[] shapeTypes = new int[1024];
    private long[] shapeSizes = new long[1024];
    private int shapeCount;

    public Builder(NodeIds ids) {
      this.ids = ids;
      this.shapes = new int[ids.count()];
      Arrays.fill(shapes, UNSET);
    }

    public boolean isSet(int node) {
      return shapes[node] != UNSET;
    }

    /**
     * Sets a node.
     *
     * @param type number of its type, below 2^23
     * @param shallow its shallow size in bytes, below 2^40
     */
    public void set(int node, int type, long shallow) {
      long key = (long) type << SIZE_BITS | shallow;
      int shape = numbers.get(key);
      if (shape == LongIntMap.NONE) {
        shape = add(type, shallow);
        numbers.put(key, shape);
      }
      shapes[node] = shape;
    }

    /**
     * All nodes must have been set.
     *
     * @param typeNames by type number
     * @param classNames for a node that stands for a class, the name of that class
     */
    public HeapNodes build(List<String> typeNames, Map<Integer, String> classNames) {
      return new HeapNodes(this, typeNames, classNames);
    }

    private int add(int type, long shallow) {
      if (shapeCount == shapeTypes.length) {
        shapeTypes = Arrays.copyOf(shapeTypes, shapeCount * 2);
        shapeSizes = Arrays.copyOf(shapeSizes, shapeCount * 2);
      }
      shapeTypes[shapeCount] = type;
      shapeSizes[shapeCount] = shallow;
      return shapeCount++;
    }
  }
}
