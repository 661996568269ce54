package dev.plimsoll.heap.hprof;

import dev.plimsoll.heap.graph.UnreadableHeapException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Walks over the roots, classes and objects of one heap segment after the other. */
final class HeapSegmentParser {
  private static final int CLASS_DUMP = 0x20;
  private static final int INSTANCE_DUMP = 0x21;
  private static final int OBJECT_ARRAY_DUMP = 0x22;
  private static final int PRIMITIVE_ARRAY_DUMP = 0x23;

  private final HprofInput in;
  private final HprofVisitor visitor;
  private long end;

  HeapSegmentParser(HprofInput in, HprofVisitor visitor) {
    this.in = in;
    this.visitor = visitor;
  }

  /** Offset behind the last complete record of a segment; 0 before there is one. */
  long end() {
    return end;
  }

  void parse(long segmentEnd, long limit) throws IOException {
    while (in.position() < segmentEnd && in.position() < limit) {
      long at = in.position();
      record(at);
      if (in.position() > segmentEnd) {
        throw new UnreadableHeapException(
            "the heap record at byte %,d reaches over the end of its segment at byte %,d"
                .formatted(at, segmentEnd));
      }
      end = in.position();
    }
  }

  private void record(long at) throws IOException {
    int tag = in.u1();
    switch (tag) {
      case INSTANCE_DUMP -> instance(at);
      case OBJECT_ARRAY_DUMP -> objectArray(at);
      case PRIMITIVE_ARRAY_DUMP -> primitiveArray(at);
      case CLASS_DUMP -> classDump(at);
      default -> root(at, tag);
    }
  }

  private void instance(long at) throws IOException {
    long id = in.id();
    in.skip(4); // serial number of a stack trace
    long classId = in.id();
    int bytes = length(at);
    long bodyEnd = in.position() + bytes;
    visitor.instance(id, classId, bytes);
    in.skip(bodyEnd - in.position());
  }

  private void objectArray(long at) throws IOException {
    long id = in.id();
    in.skip(4); // serial number of a stack trace
    int length = length(at);
    long classId = in.id();
    long bodyEnd = in.position() + (long) length * in.idSize();
    visitor.objectArray(id, classId, length);
    in.skip(bodyEnd - in.position());
  }

  private void primitiveArray(long at) throws IOException {
    long id = in.id();
    in.skip(4); // serial number of a stack trace
    int length = length(at);
    FieldType type = type(at);
    if (type == FieldType.OBJECT) {
      throw new UnreadableHeapException(
          "the primitive array at byte %,d says that its elements are objects".formatted(at));
    }
    long bodyEnd = in.position() + (long) length * type.bytes(in.idSize());
    visitor.primitiveArray(id, type, length);
    in.skip(bodyEnd - in.position());
  }

  private void classDump(long at) throws IOException {
    long id = in.id();
    in.skip(4); // serial number of a stack trace
    long superId = in.id();
    long loaderId = in.id();
    List<Long> otherIds = List.of(in.id(), in.id());
    in.skip(2L * in.idSize() + 4); // two reserved ids; bytes of an instance in the dump
    skipConstants(at);
    List<Long> staticReferences = new ArrayList<>();
    int staticPrimitiveBytes = 0;
    for (int left = in.u2(); left > 0; left--) {
      in.skip(in.idSize()); // name
      FieldType type = type(at);
      if (type == FieldType.OBJECT) {
        staticReferences.add(in.id());
      } else {
        in.skip(type.bytes(in.idSize()));
        staticPrimitiveBytes += type.bytes(in.idSize());
      }
    }
    List<ClassDump.Field> fields = new ArrayList<>();
    for (int left = in.u2(); left > 0; left--) {
      fields.add(new ClassDump.Field(in.id(), type(at)));
    }
    visitor.classDump(
        new ClassDump(
            id, superId, loaderId, otherIds, staticReferences, staticPrimitiveBytes, fields));
  }

  private void skipConstants(long at) throws IOException {
    for (int left = in.u2(); left > 0; left--) {
      in.skip(2); // place in the constant pool
      in.skip(type(at).bytes(in.idSize()));
    }
  }

  private void root(long at, int tag) throws IOException {
    RootKind kind = RootKind.of(tag);
    if (kind == null) {
      throw new UnreadableHeapException(
          "at byte %,d stands a heap record with tag 0x%02x, which HotSpot's HPROF does not have"
              .formatted(at, tag));
    }
    long id = in.id();
    int threadSerial = 0;
    switch (kind.rest()) {
      case NOTHING -> {}
      case HANDLE -> in.skip(in.idSize());
      case THREAD -> threadSerial = in.i4();
      case THREAD_AND_FRAME -> {
        threadSerial = in.i4();
        in.skip(4); // frame, or serial number of the thread's stack trace
      }
    }
    visitor.root(kind, id, threadSerial);
  }

  private int length(long at) throws IOException {
    int length = in.i4();
    if (length < 0) {
      throw new UnreadableHeapException(
          "the heap record at byte %,d says a length of %,d".formatted(at, length & 0xFFFF_FFFFL));
    }
    return length;
  }

  private FieldType type(long at) throws IOException {
    int code = in.u1();
    FieldType type = FieldType.of(code);
    if (type == null) {
      throw new UnreadableHeapException(
          "the heap record at byte %,d has a value of type %d, which HPROF does not have"
              .formatted(at, code));
    }
    return type;
  }
}
