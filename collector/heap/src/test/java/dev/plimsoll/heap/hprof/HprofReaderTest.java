package dev.plimsoll.heap.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.heap.dump.Analysed;
import dev.plimsoll.heap.dump.HeapObject;
import dev.plimsoll.heap.dump.HeapType;
import dev.plimsoll.heap.dump.TestHeap;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HprofReaderTest {
  private static final int JAVA_FRAME = 0x03;
  private static final int THREAD_OBJECT = 0x08;

  @TempDir Path folder;

  private final TestHeap heap = new TestHeap();
  private final HeapType box = heap.type("acme.Box", "value");

  @ParameterizedTest(name = "tag 0x{0}")
  @ValueSource(strings = {"ff", "01", "02", "03", "04", "05", "06", "07", "08"})
  void everyKindOfRootKeepsItsObjectAlive(String tag) throws IOException {
    HeapObject object = heap.instance(box);
    heap.root(Integer.parseInt(tag, 16), object, 7);

    assertThat(Analysed.read(heap.writeTo(folder)).isAlive(object)).isTrue();
  }

  @Test
  void whatNobodyRefersToIsNotAlive() throws IOException {
    HeapObject garbage = heap.instance(box, heap.bytes(10));
    HeapObject kept = heap.instance(box);
    Analysed analysed = Analysed.read(heap.root(kept).writeTo(folder));

    assertThat(analysed.isAlive(garbage)).isFalse();
    assertThat(analysed.isAlive(kept)).isTrue();
  }

  @Test
  void aThreadRetainsWhatOnlyItsStackHolds() throws IOException {
    HeapType thread = heap.type("java.lang.Thread");
    HeapObject local = heap.bytes(5000);
    HeapObject worker = heap.instance(thread);
    heap.root(JAVA_FRAME, local, 3).root(THREAD_OBJECT, worker, 3);
    Analysed analysed = Analysed.read(heap.writeTo(folder));

    assertThat(analysed.dominator(local)).isEqualTo(worker.id());
    assertThat(analysed.retained(worker)).isEqualTo(16 + 5016);
  }

  @Test
  void aStaticFieldIsRetainedByItsClass() throws IOException {
    HeapObject cache = heap.bytes(100);
    heap.staticField(box, cache);
    Analysed analysed = Analysed.read(heap.writeTo(folder));

    assertThat(analysed.dominator(cache)).isEqualTo(box.object().id());
    assertThat(analysed.graph().nodes().describe(nodeOf(analysed, box.object())))
        .isEqualTo("class acme.Box");
  }

  @Test
  void anInstanceKeepsTheClassOfAnotherLoaderAlive() throws IOException {
    HeapObject loader = heap.instance(heap.type("acme.Loader"));
    HeapType plugin = heap.type("acme.Plugin", heap.objectType(), loader, 0);
    HeapObject instance = heap.instance(plugin);
    Analysed analysed = Analysed.read(heap.root(instance).writeTo(folder));

    assertThat(analysed.dominator(plugin.object())).isEqualTo(instance.id());
    assertThat(analysed.dominator(loader)).isEqualTo(plugin.object().id());
  }

  @Test
  void aClassOfAnotherLoaderWithoutInstancesIsNotAliveByItself() throws IOException {
    HeapObject loader = heap.instance(heap.type("acme.Loader"));
    HeapType plugin = heap.type("acme.Plugin", heap.objectType(), loader, 0);

    assertThat(Analysed.read(heap.writeTo(folder)).isAlive(plugin.object())).isFalse();
  }

  @Test
  void fieldsOfSuperclassesStandBehindTheOwnOnes() throws IOException {
    HeapType base = heap.bootType("acme.Base", heap.objectType(), 3, "inherited");
    HeapType derived = heap.bootType("acme.Derived", base, 5, "own");
    HeapObject own = heap.bytes(8);
    HeapObject inherited = heap.bytes(16);
    HeapObject object = heap.instance(derived, own, inherited);
    Analysed analysed = Analysed.read(heap.root(object).writeTo(folder));

    assertThat(analysed.dominator(own)).isEqualTo(object.id());
    assertThat(analysed.dominator(inherited)).isEqualTo(object.id());
    assertThat(analysed.shallow(object)).isEqualTo(32);
    assertThat(analysed.type(object)).isEqualTo("acme.Derived");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "java.lang.ref.WeakReference, false",
    "java.lang.ref.PhantomReference, false",
    "java.lang.ref.SoftReference, true",
    "java.lang.ref.FinalReference, true"
  })
  void referentsOfWeakAndPhantomReferencesAreNotRetained(String type, boolean retained)
      throws IOException {
    HeapType subclass = heap.bootType("acme.Entry", heap.referenceType(type), 0, "value");
    HeapObject value = heap.bytes(1);
    HeapObject referent = heap.bytes(2);
    HeapObject queue = heap.bytes(3);
    HeapObject entry = heap.instance(subclass, value, referent, queue);
    Analysed analysed = Analysed.read(heap.root(entry).writeTo(folder));

    assertThat(analysed.isAlive(value)).isTrue();
    assertThat(analysed.isAlive(queue)).isTrue();
    assertThat(analysed.isAlive(referent)).isEqualTo(retained);
  }

  @ParameterizedTest(name = "{0}[]")
  @CsvSource({
    "boolean, 4, 1", "char, 5, 2", "float, 6, 4", "double, 7, 8",
    "byte, 8, 1", "short, 9, 2", "int, 10, 4", "long, 11, 8"
  })
  void primitiveArraysHaveTheirTypeAndSize(String name, int code, int elementBytes)
      throws IOException {
    HeapObject array = heap.primitives(code, elementBytes, 10);
    Analysed analysed = Analysed.read(heap.root(array).writeTo(folder));

    assertThat(analysed.type(array)).isEqualTo(name + "[]");
    assertThat(analysed.shallow(array)).isEqualTo((16 + 10L * elementBytes + 7) / 8 * 8);
  }

  @Test
  void objectArraysHoldTheirElementsAndNullIsNoReference() throws IOException {
    HeapType boxes = heap.type("acme.Box[][]");
    HeapObject first = heap.instance(box);
    HeapObject last = heap.instance(box);
    HeapObject array = heap.array(boxes, first, null, last);
    Analysed analysed = Analysed.read(heap.root(array).writeTo(folder));

    assertThat(analysed.type(array)).isEqualTo("acme.Box[][]");
    assertThat(analysed.retained(array)).isEqualTo(32 + 16 + 16);
    assertThat(analysed.graph().references().count()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aGzipDumpIsReadLikeAPlainOne() throws IOException {
    HeapObject payload = heap.bytes(300_000);
    HeapObject owner = heap.instance(box, payload);
    Analysed analysed = Analysed.read(heap.root(owner).writeGzipTo(folder));

    assertThat(analysed.retained(owner)).isEqualTo(16 + 300_016);
    assertThat(analysed.graph().truncated()).isFalse();
  }

  @Test
  void idsOfFourBytesAreReadWithTheLayoutOfA32BitJvm() throws IOException {
    TestHeap narrow = new TestHeap(4);
    HeapType holder = narrow.type("acme.Box", "value");
    HeapObject payload = narrow.bytes(4);
    HeapObject owner = narrow.instance(holder, payload);
    Analysed analysed = Analysed.read(narrow.root(owner).writeTo(folder));

    assertThat(analysed.dominator(payload)).isEqualTo(owner.id());
    assertThat(analysed.shallow(payload)).isEqualTo(16);
    assertThat(analysed.shallow(owner)).isEqualTo(16);
  }

  @Test
  void severalSegmentsAreOneHeap() throws IOException {
    HeapObject payload = heap.bytes(10);
    heap.newSegment();
    HeapObject owner = heap.instance(box, payload);
    heap.newSegment().root(owner);

    assertThat(Analysed.read(heap.writeTo(folder)).dominator(payload)).isEqualTo(owner.id());
  }

  private static int nodeOf(Analysed analysed, HeapObject object) {
    var nodes = analysed.graph().nodes();
    for (int node = 0; node < nodes.count(); node++) {
      if (nodes.id(node) == object.id()) {
        return node;
      }
    }
    throw new AssertionError("not in the dump");
  }
}
