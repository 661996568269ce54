package dev.plimsoll.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.heap.dump.HeapObject;
import dev.plimsoll.heap.dump.HeapType;
import dev.plimsoll.heap.dump.TestHeap;
import dev.plimsoll.heap.graph.Progress;
import dev.plimsoll.heap.summary.Accumulation;
import dev.plimsoll.heap.summary.HeapSummary;
import dev.plimsoll.heap.summary.ObjectRow;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccumulationTest {
  private static final int CALLS = 100;
  private static final int CALL_BYTES = 16 + 1016;

  @TempDir Path folder;

  private final TestHeap heap = new TestHeap();
  private final HeapType call = heap.type("acme.Call", "payload");

  @Test
  void whatContainersOfTheJdkContainIsNamed() throws IOException {
    HeapType entry = heap.type("java.util.HashMap$Node", "key", "value");
    HeapObject[] entries = new HeapObject[CALLS];
    for (int i = 0; i < CALLS; i++) {
      entries[i] = heap.instance(entry, heap.bytes(8), newCall());
    }
    HeapObject table = heap.array(heap.type("java.util.HashMap$Node[]"), entries);
    HeapType registry = heap.type("acme.Registry");
    heap.staticField(registry, heap.instance(heap.type("java.util.HashMap", "table"), table));
    Accumulation found = accumulation();

    assertThat(found.type()).isEqualTo("acme.Call");
    assertThat(found.instances()).isEqualTo(CALLS);
    assertThat(found.shallow()).isEqualTo(16 * CALLS);
    assertThat(found.retained()).isEqualTo((long) CALL_BYTES * CALLS);
    assertThat(found.heldBy())
        .extracting(ObjectRow::type)
        .containsExactly("class acme.Registry", "java.util.HashMap", "java.util.HashMap$Node[]");
  }

  @Test
  void theLinksOfAChainBelongTogether() throws IOException {
    HeapType link = heap.type("acme.Link", "next", "payload");
    HeapObject first = null;
    for (int i = 0; i < CALLS; i++) {
      HeapObject payload = heap.bytes(1000);
      first =
          first == null ? heap.instance(link, null, payload) : heap.instance(link, first, payload);
    }
    heap.staticField(call, first);
    Accumulation found = accumulation();

    assertThat(found.type()).isEqualTo("acme.Link");
    assertThat(found.instances()).isEqualTo(CALLS);
    assertThat(found.retained()).isEqualTo((24L + 1016) * CALLS);
  }

  @Test
  void whatManyThreadsHoldIsFoundThoughNoSingleObjectHoldsIt() throws IOException {
    for (int i = 0; i < CALLS; i++) {
      heap.root(newCall());
    }
    Accumulation found = accumulation();

    assertThat(found.type()).isEqualTo("acme.Call");
    assertThat(found.heldBy()).isEmpty();
  }

  @Test
  void oneHugeObjectIsNamedAlone() throws IOException {
    heap.staticField(call, heap.bytes(1_000_000));
    Accumulation found = accumulation();

    assertThat(found.type()).isEqualTo("byte[]");
    assertThat(found.instances()).isEqualTo(1);
  }

  @Test
  void inAHeapOfManySmallThingsNothingHasPiledUp() throws IOException {
    for (int i = 0; i < 10; i++) {
      heap.root(heap.instance(heap.type("acme.Part" + i, "payload"), heap.bytes(1000)));
    }
    HeapSummary summary = summarize();

    assertThat(summary.accumulation()).isNull();
    assertThat(summary.toJson()).contains("\"accumulation\":null");
  }

  private HeapObject newCall() {
    return heap.instance(call, heap.bytes(1000));
  }

  private Accumulation accumulation() throws IOException {
    HeapSummary summary = summarize();
    Accumulation found = summary.accumulation();
    assertThat(found).isNotNull();
    assertThat(summary.toJson()).contains("\"accumulation\":{\"type\":\"" + found.type());
    assertThat(summary.toText()).contains("What has piled up: ");
    return found;
  }

  private HeapSummary summarize() throws IOException {
    return HeapAnalysis.summarize(heap.writeTo(folder), Progress.NONE);
  }
}
