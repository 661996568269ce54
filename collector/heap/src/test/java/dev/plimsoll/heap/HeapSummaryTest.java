package dev.plimsoll.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.heap.dump.HeapObject;
import dev.plimsoll.heap.dump.HeapType;
import dev.plimsoll.heap.dump.TestHeap;
import dev.plimsoll.heap.graph.Progress;
import dev.plimsoll.heap.summary.HeapSummary;
import dev.plimsoll.heap.summary.TypeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapSummaryTest {
  @TempDir Path folder;

  private final TestHeap heap = new TestHeap();
  private final HeapType node = heap.type("acme.Node", "next", "payload");

  @Test
  void nestedObjectsOfOneTypeCountOnce() throws IOException {
    HeapObject inner = heap.instance(node, heap.bytes(84));
    HeapObject outer = heap.instance(node, inner);
    TypeRow row = type(summarize(heap.root(outer)).topRetained(), "acme.Node");

    assertThat(row.instances()).isEqualTo(2);
    assertThat(row.shallow()).isEqualTo(48);
    assertThat(row.retained()).isEqualTo(48 + 104);
  }

  @Test
  void siblingsOfOneTypeAddUp() throws IOException {
    HeapObject one = heap.instance(node, heap.bytes(84));
    HeapObject other = heap.instance(node, heap.bytes(84));
    HeapObject holder = heap.instance(heap.type("acme.Holder", "a", "b"), one, other);
    HeapSummary summary = summarize(heap.root(holder));

    assertThat(type(summary.topRetained(), "acme.Node").retained()).isEqualTo(2 * (24 + 104));
    assertThat(type(summary.topRetained(), "acme.Holder").retained())
        .isEqualTo(24 + 2 * (24 + 104));
    assertThat(type(summary.topShallow(), "byte[]").shallow()).isEqualTo(208);
  }

  @Test
  void theWholeIsLiveAndUnreachable() throws IOException {
    HeapObject garbage = heap.bytes(10_000);
    HeapObject kept = heap.instance(node);
    HeapSummary summary = summarize(heap.root(kept));

    long classes = summary.classes();
    assertThat(summary.format()).isEqualTo("hprof");
    assertThat(summary.bytes()).isEqualTo(Files.size(folder.resolve("test.hprof")));
    assertThat(summary.objects()).isEqualTo(classes + 2);
    assertThat(summary.liveObjects()).isEqualTo(classes + 1);
    assertThat(summary.unreachableBytes()).isEqualTo(garbage.shallow());
    assertThat(summary.truncated()).isFalse();
    assertThat(summary.topShallow().stream().mapToLong(TypeRow::shallow).sum())
        .isEqualTo(summary.liveBytes());
  }

  @Test
  void theBiggestStandFirstWithTheirShareOfWhatIsLive() throws IOException {
    HeapObject small = heap.instance(node, heap.bytes(1000));
    HeapObject big = heap.instance(node, heap.bytes(9000));
    HeapSummary summary = summarize(heap.root(small).root(big));

    assertThat(summary.biggest().get(0).id()).isEqualTo(big.hexId());
    assertThat(summary.biggest().get(0).type()).isEqualTo("acme.Node");
    assertThat(summary.biggest().get(0).retained()).isEqualTo(24 + 9016);
    assertThat(summary.biggest().get(0).percent())
        .isCloseTo(100.0 * (24 + 9016) / summary.liveBytes(), within(0.001));
    assertThat(summary.biggest().get(1).id()).isEqualTo(small.hexId());
  }

  @Test
  void listsHaveTheirLimits() throws IOException {
    List<HeapObject> roots = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      roots.add(heap.instance(heap.type("acme.Type" + i)));
    }
    roots.forEach(heap::root);
    HeapSummary summary = summarize(heap);

    assertThat(summary.topRetained()).hasSize(50);
    assertThat(summary.topShallow()).hasSize(50);
    assertThat(summary.biggest()).hasSize(20);
  }

  @Test
  void theJsonHasTheFieldsThatOthersReadAndTheTextTheFigures() throws IOException {
    HeapSummary summary = summarize(heap.root(heap.instance(node, heap.bytes(1_000_000))));

    assertThat(summary.toJson())
        .startsWith("{\"file\":\"")
        .contains("\"topRetained\":[{\"type\":\"acme.Node\",\"instances\":1,\"shallow\":24,")
        .contains("\"biggest\":[{\"id\":\"0x")
        .contains("\"truncated\":false")
        .doesNotContain("\n");
    assertThat(summary.toText()).contains("acme.Node").contains("976.6 KiB");
  }

  @Test
  void aFileThatIsNotThereIsSaidSo() {
    assertThatThrownBy(() -> HeapAnalysis.summarize(folder.resolve("none"), Progress.NONE))
        .isInstanceOf(NoSuchFileException.class);
  }

  private HeapSummary summarize(TestHeap made) throws IOException {
    return HeapAnalysis.summarize(made.writeTo(folder), Progress.NONE);
  }

  private static TypeRow type(List<TypeRow> rows, String type) {
    return rows.stream().filter(row -> row.type().equals(type)).findFirst().orElseThrow();
  }
}
