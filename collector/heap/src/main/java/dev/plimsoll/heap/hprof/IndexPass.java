package dev.plimsoll.heap.hprof;

import dev.plimsoll.heap.graph.LongIntMap;
import dev.plimsoll.heap.graph.UnreadableHeapException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first walk: which objects and classes there are, how they lie, what the roots are. */
final class IndexPass implements HprofVisitor {
  /** Node numbers are ints. */
  static final int MOST_OBJECTS = Integer.MAX_VALUE - 8;

  private final HprofInput in;
  private final LongList ids = new LongList();
  private final LayoutEvidence evidence = new LayoutEvidence();
  private final Roots roots = new Roots();
  private final Texts texts = new Texts();
  private final Map<Long, Long> classNames = new HashMap<>();
  private final List<ClassDump> classes = new ArrayList<>();
  private final LongIntMap classNumbers = new LongIntMap();

  IndexPass(HprofInput in) {
    this.in = in;
  }

  @Override
  public void text(long id, int bytes) throws IOException {
    texts.add(id, in.bytes(bytes));
  }

  @Override
  public void className(long classId, long nameId) {
    classNames.put(classId, nameId);
  }

  @Override
  public void root(RootKind kind, long id, int threadSerial) {
    roots.add(kind, id, threadSerial);
  }

  @Override
  public void classDump(ClassDump dump) throws UnreadableHeapException {
    if (classNumbers.get(dump.id()) == LongIntMap.NONE) {
      classNumbers.put(dump.id(), classes.size());
      classes.add(dump);
      add(dump.id());
    }
  }

  @Override
  public void instance(long id, long classId, int bytes) throws IOException {
    in.skip(bytes);
    evidence.instance(id);
    add(id);
  }

  @Override
  public void objectArray(long id, long classId, int length) throws IOException {
    in.skip((long) length * in.idSize());
    evidence.objectArray(id, length);
    add(id);
  }

  @Override
  public void primitiveArray(long id, FieldType type, int length) throws IOException {
    in.skip((long) length * type.bytes(in.idSize()));
    evidence.primitiveArray(id, type, length);
    add(id);
  }

  private void add(long id) throws UnreadableHeapException {
    if (ids.size() == MOST_OBJECTS) {
      throw new UnreadableHeapException(
          "the dump has more than %,d objects, which is more than this analysis can index"
              .formatted(MOST_OBJECTS));
    }
    ids.add(id);
  }

  int idSize() {
    return in.idSize();
  }

  LongList ids() {
    return ids;
  }

  Roots roots() {
    return roots;
  }

  ObjectLayout layout() {
    return evidence.layout(in.idSize());
  }

  List<ClassDump> classes() {
    return classes;
  }

  LongIntMap classNumbers() {
    return classNumbers;
  }

  @Nullable ClassDump classById(long classId) {
    int number = classNumbers.get(classId);
    return number == LongIntMap.NONE ? null : classes.get(number);
  }

  /** Name of the class as the JVM writes it; null if the dump does not say it. */
  @Nullable String className(long classId) {
    Long nameId = classNames.get(classId);
    return nameId == null ? null : texts.get(nameId);
  }

  @Nullable String text(long id) {
    return texts.get(id);
  }
}
