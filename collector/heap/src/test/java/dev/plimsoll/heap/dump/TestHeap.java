package dev.plimsoll.heap.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A heap made by hand, laid out as HotSpot would with compressed oops and class pointers, and
 * written as an HPROF dump.
 */
public final class TestHeap {
  private static final int REFERENCE = 4;
  private static final int HEADER = 12;

  private final HprofWriter body;
  private final Map<HeapType, List<HeapObject>> statics = new LinkedHashMap<>();
  private final List<Runnable> writes = new ArrayList<>();
  private final HeapType objectType;
  private long nextAddress = 0xE000_0000L;

  public TestHeap() {
    this(8);
  }

  public TestHeap(int idSize) {
    this.body = new HprofWriter(idSize);
    this.objectType = bootType("java.lang.Object", null, 0);
    bootType("java.lang.Class", objectType, 0, "module");
  }

  public HeapType objectType() {
    return objectType;
  }

  /** A class of the boot loader, which is always alive. */
  public HeapType bootType(
      String name, @Nullable HeapType parent, int primitiveBytes, String... references) {
    return type(name, parent, null, primitiveBytes, references);
  }

  /** A class that {@code loader} has loaded. */
  public HeapType type(
      String name,
      @Nullable HeapType parent,
      @Nullable HeapObject loader,
      int primitiveBytes,
      String... references) {
    HeapObject object = new HeapObject(allocate(160), 160, 0);
    HeapType type = new HeapType(name, object, parent, loader, List.of(references), primitiveBytes);
    statics.put(type, new ArrayList<>());
    writes.add(() -> body.classDump(type, statics.getOrDefault(type, List.of())));
    return type;
  }

  /** A plain class of the application with these reference fields. */
  public HeapType type(String name, String... references) {
    return bootType(name, objectType, 0, references);
  }

  /** {@code java.lang.ref.Reference} and below it a class of that name. */
  public HeapType referenceType(String name) {
    HeapType reference =
        statics.keySet().stream()
            .filter(type -> type.name().equals("java.lang.ref.Reference"))
            .findFirst()
            .orElseGet(
                () -> bootType("java.lang.ref.Reference", objectType, 0, "referent", "queue"));
    return bootType(name, reference, 0);
  }

  public HeapObject instance(HeapType type, @Nullable HeapObject... targets) {
    long shallow = align(HEADER + type.allPrimitiveBytes() + REFERENCE * type.allReferences());
    HeapObject object = new HeapObject(allocate(shallow), shallow, type.allReferences());
    writes.add(() -> body.instance(object, type));
    return object.refersTo(targets);
  }

  public HeapObject array(HeapType arrayType, @Nullable HeapObject... elements) {
    long shallow = align(16 + (long) REFERENCE * elements.length);
    HeapObject object = new HeapObject(allocate(shallow), shallow, elements.length);
    writes.add(() -> body.objectArray(object, arrayType));
    return object.refersTo(elements);
  }

  public HeapObject bytes(int length) {
    return primitives(8, 1, length);
  }

  /**
   * An array of primitives.
   *
   * @param code the format's code of the element type
   */
  public HeapObject primitives(int code, int elementBytes, int length) {
    long shallow = align(16 + (long) elementBytes * length);
    HeapObject object = new HeapObject(allocate(shallow), shallow, 0);
    writes.add(() -> body.primitiveArray(object, code, elementBytes, length));
    return object;
  }

  public TestHeap staticField(HeapType type, HeapObject value) {
    statics.computeIfAbsent(type, t -> new ArrayList<>()).add(value);
    return this;
  }

  /** The object is alive, as a JNI global. */
  public TestHeap root(HeapObject object) {
    return root(0x01, object, 0);
  }

  /** A root of any kind; {@code threadSerial} counts only for the kinds that have one. */
  public TestHeap root(int tag, HeapObject object, int threadSerial) {
    writes.add(() -> body.root(tag, object.id(), threadSerial));
    return this;
  }

  /** What is written from here on stands in a heap segment of its own. */
  public TestHeap newSegment() {
    writes.add(body::newSegment);
    return this;
  }

  /** A record in the heap that the format does not know. */
  public TestHeap rawRecord(int tag) {
    writes.add(() -> body.raw(tag));
    return this;
  }

  /** The dump as bytes. Call once. */
  public byte[] toBytes() {
    // Classes may be made after objects of other classes; HotSpot writes them first, readers must
    // not care.
    writes.forEach(Runnable::run);
    return body.finish();
  }

  public Path writeTo(Path folder) {
    return write(folder.resolve("test.hprof"), toBytes());
  }

  public Path writeGzipTo(Path folder) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return write(folder.resolve("test.hprof.gz"), packed.toByteArray());
  }

  public static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long allocate(long bytes) {
    long address = nextAddress;
    nextAddress += bytes;
    return address;
  }

  private static long align(long bytes) {
    return (bytes + 7) & -8;
  }
}
