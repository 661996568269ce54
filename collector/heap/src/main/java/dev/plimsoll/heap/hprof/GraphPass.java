package dev.plimsoll.heap.hprof;

import dev.plimsoll.heap.graph.HeapNodes;
import dev.plimsoll.heap.graph.LongIntMap;
import dev.plimsoll.heap.graph.NodeIds;
import dev.plimsoll.heap.graph.References;
import dev.plimsoll.heap.graph.UnreadableHeapException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The second walk: type, size and references of each object. */
final class GraphPass implements HprofVisitor {
  private static final String CLASS = "java.lang.Class";

  private final HprofInput in;
  private final NodeIds ids;
  private final TypeTable typeTable;
  private final List<HeapClass> classes;
  private final LongIntMap classNumbers;
  private final ObjectLayout layout;
  private final Map<Integer, List<Integer>> heldByThread;
  private final int classType;
  private final long classInstanceBytes;
  private final Map<Integer, String> classNames = new HashMap<>();
  private final HeapNodes.Builder nodes;
  private final References.Builder references;

  GraphPass(
      HprofInput in,
      NodeIds ids,
      TypeTable typeTable,
      List<HeapClass> classes,
      LongIntMap classNumbers,
      ObjectLayout layout,
      Map<Integer, List<Integer>> heldByThread) {
    this.in = in;
    this.ids = ids;
    this.typeTable = typeTable;
    this.classes = classes;
    this.classNumbers = classNumbers;
    this.layout = layout;
    this.heldByThread = heldByThread;
    this.classType = typeTable.number(CLASS);
    this.classInstanceBytes =
        classes.stream()
            .filter(c -> c.name().equals(CLASS))
            .mapToLong(HeapClass::instanceBytes)
            .findFirst()
            .orElse(layout.headerBytes());
    this.nodes = new HeapNodes.Builder(ids);
    this.references = new References.Builder(ids.count());
  }

  @Override
  public void classDump(ClassDump dump) throws IOException {
    int node = ids.find(dump.id());
    if (seen(node)) {
      return;
    }
    classNames.put(node, classes.get(classNumbers.get(dump.id())).name());
    begin(
        node,
        classType,
        layout.classObject(
            classInstanceBytes, dump.staticPrimitiveBytes(), dump.staticReferences().size()));
    reference(dump.superId());
    reference(dump.loaderId());
    for (long id : dump.otherIds()) {
      reference(id);
    }
    for (long id : dump.staticReferences()) {
      reference(id);
    }
    references.end();
  }

  @Override
  public void instance(long id, long classId, int bytes) throws IOException {
    int node = ids.find(id);
    int number = classNumbers.get(classId);
    if (seen(node)) {
      return;
    }
    if (number == LongIntMap.NONE) {
      begin(node, typeOfUnknown(classId), layout.instance(bytes, 0));
      references.end();
      return;
    }
    HeapClass type = classes.get(number);
    begin(node, type.type(), type.instanceBytes());
    fields(type, bytes);
    referenceToClass(type);
    for (int held : heldByThread.getOrDefault(node, List.of())) {
      references.add(held);
    }
    references.end();
  }

  @Override
  public void objectArray(long id, long classId, int length) throws IOException {
    int node = ids.find(id);
    int number = classNumbers.get(classId);
    if (seen(node)) {
      return;
    }
    boolean known = number != LongIntMap.NONE;
    int type = known ? classes.get(number).type() : typeOfUnknown(classId);
    begin(node, type, layout.objectArray(length));
    for (int i = 0; i < length; i++) {
      reference(in.id());
    }
    if (known) {
      referenceToClass(classes.get(number));
    }
    references.end();
  }

  @Override
  public void primitiveArray(long id, FieldType type, int length) {
    int node = ids.find(id);
    if (!seen(node)) {
      begin(node, typeTable.arrayOf(type), layout.primitiveArray(type, length));
      references.end();
    }
  }

  HeapNodes nodes() {
    return nodes.build(typeTable.names(), classNames);
  }

  References references() {
    return references.build();
  }

  private void fields(HeapClass type, int bytes) throws IOException {
    int at = 0;
    for (int i = 0; i < type.strongCount(); i++) {
      int offset = type.strongOffset(i);
      if (offset + in.idSize() > bytes) {
        throw new UnreadableHeapException(
            "the instance of %s before byte %,d has %,d bytes of fields, fewer than its class says"
                .formatted(type.name(), in.position(), bytes));
      }
      in.skip(offset - at);
      reference(in.id());
      at = offset + in.idSize();
    }
  }

  /** An object keeps its class alive; classes of the boot loader stay alive by themselves. */
  private void referenceToClass(HeapClass type) throws UnreadableHeapException {
    if (type.node() != NodeIds.NONE) {
      references.add(type.node());
    }
  }

  private void reference(long id) throws UnreadableHeapException {
    int target = id == 0 ? NodeIds.NONE : ids.find(id);
    if (target != NodeIds.NONE) {
      references.add(target);
    }
  }

  /** HotSpot can write an object twice while it moves it; the first one counts. */
  private boolean seen(int node) {
    return nodes.isSet(node);
  }

  private void begin(int node, int type, long bytes) {
    nodes.set(node, type, bytes);
    references.begin(node);
  }

  private int typeOfUnknown(long classId) {
    return typeTable.number("(class missing in the dump, 0x%x)".formatted(classId));
  }
}
