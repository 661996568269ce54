package dev.plimsoll.heap.hprof;

import dev.plimsoll.heap.graph.NodeIds;
import dev.plimsoll.heap.graph.UnreadableHeapException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link HeapClass}es of the class dumps: the fields of a class and of all its superclasses
 * in the order in which instances list their values.
 *
 * <p>{@code referent} of weak and phantom references is no strong reference. Soft references are
 * strong here, since the JVM keeps their referents until memory is short, and so are final ones
 * ({@code Finalizer}), since the finalizer queue keeps them until they have run.
 */
final class ClassResolver {
  private static final String REFERENCE = "java.lang.ref.Reference";
  private static final Set<String> NOT_RETAINING =
      Set.of("java.lang.ref.WeakReference", "java.lang.ref.PhantomReference");

  private final IndexPass index;
  private final NodeIds ids;
  private final TypeTable types;
  private final ObjectLayout layout;
  private final Map<Long, String> names = new HashMap<>();

  ClassResolver(IndexPass index, NodeIds ids, TypeTable types, ObjectLayout layout) {
    this.index = index;
    this.ids = ids;
    this.types = types;
    this.layout = layout;
    for (ClassDump dump : index.classes()) {
      names.put(dump.id(), nameOf(dump.id()));
    }
  }

  List<HeapClass> resolve(int idSize) throws UnreadableHeapException {
    List<HeapClass> resolved = new ArrayList<>(index.classes().size());
    for (ClassDump dump : index.classes()) {
      resolved.add(resolve(dump, idSize));
    }
    return resolved;
  }

  private HeapClass resolve(ClassDump dump, int idSize) throws UnreadableHeapException {
    List<ClassDump> chain = chain(dump);
    boolean retaining = chain.stream().noneMatch(c -> NOT_RETAINING.contains(name(c)));
    List<Integer> strong = new ArrayList<>();
    int references = 0;
    int offset = 0;
    for (ClassDump declaring : chain) {
      for (ClassDump.Field field : declaring.fields()) {
        if (field.type() == FieldType.OBJECT) {
          references++;
          if (retaining || !isReferent(declaring, field)) {
            strong.add(offset);
          }
        }
        offset += field.type().bytes(idSize);
      }
    }
    String name = name(dump);
    return new HeapClass(
        name,
        types.number(name),
        dump.loaderId() == 0 ? NodeIds.NONE : ids.find(dump.id()),
        strong.stream().mapToInt(Integer::intValue).toArray(),
        layout.instance(offset - references * idSize, references));
  }

  /** The class, its superclass, and so on. */
  private List<ClassDump> chain(ClassDump first) throws UnreadableHeapException {
    List<ClassDump> chain = new ArrayList<>();
    for (ClassDump c = first; c != null; c = index.classById(c.superId())) {
      chain.add(c);
      if (chain.size() > index.classes().size()) {
        throw new UnreadableHeapException(
            "class %s is its own superclass in this dump".formatted(name(first)));
      }
    }
    return chain;
  }

  private boolean isReferent(ClassDump declaring, ClassDump.Field field) {
    return REFERENCE.equals(name(declaring)) && "referent".equals(index.text(field.nameId()));
  }

  private String name(ClassDump dump) {
    return names.getOrDefault(dump.id(), "");
  }

  private String nameOf(long classId) {
    @Nullable String internal = index.className(classId);
    return internal == null
        ? "(class without a name at 0x%x)".formatted(classId)
        : TypeTable.readable(internal);
  }
}
