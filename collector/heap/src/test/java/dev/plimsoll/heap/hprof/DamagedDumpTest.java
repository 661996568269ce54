package dev.plimsoll.heap.hprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.heap.dump.Analysed;
import dev.plimsoll.heap.dump.HeapObject;
import dev.plimsoll.heap.dump.HeapType;
import dev.plimsoll.heap.dump.TestHeap;
import dev.plimsoll.heap.graph.UnreadableHeapException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedDumpTest {
  private static final int HEADER_BYTES = 31;
  private static final int END_RECORD_BYTES = 9;

  @TempDir Path folder;

  private final TestHeap heap = new TestHeap();
  private final HeapType box = heap.type("acme.Box", "value");

  @Test
  void aCutDumpIsReadAsFarAsItGoes() throws IOException {
    HeapObject payload = heap.bytes(100);
    HeapObject owner = heap.instance(box, payload);
    heap.newSegment();
    HeapObject complete = heap.bytes(50);
    HeapObject cut = heap.bytes(400_000);
    heap.root(owner);
    Analysed analysed = Analysed.read(cut(heap.toBytes(), 1000));

    assertThat(analysed.graph().truncated()).isTrue();
    assertThat(analysed.isAlive(complete)).isTrue();
    assertThat(analysed.isAlive(cut)).isFalse();
  }

  @Test
  void inACutDumpWhatNobodyRefersToCountsAsRoot() throws IOException {
    HeapObject payload = heap.bytes(100);
    HeapObject owner = heap.instance(box, payload);
    heap.newSegment().root(owner);
    Analysed analysed = Analysed.read(cut(heap.toBytes(), END_RECORD_BYTES + 3));

    assertThat(analysed.graph().truncated()).isTrue();
    assertThat(analysed.retained(owner)).isEqualTo(16 + 120);
  }

  @Test
  void aDumpThatLacksOnlyItsEndRecordCountsAsTruncated() throws IOException {
    heap.root(heap.instance(box));

    assertThat(Analysed.read(cut(heap.toBytes(), END_RECORD_BYTES)).graph().truncated()).isTrue();
  }

  @Test
  void cutAnywhereADumpIsReadOrRefusedInASentence() throws IOException {
    HeapObject owner = heap.instance(box, heap.bytes(30));
    heap.newSegment();
    HeapObject last = heap.array(heap.type("acme.Box[]"), owner, owner);
    byte[] whole = heap.root(last).toBytes();
    for (int missing = 1; missing < whole.length; missing++) {
      try {
        assertThat(Analysed.read(cut(whole, missing)).graph().truncated()).isTrue();
      } catch (UnreadableHeapException e) {
        assertThat(e).message().matches("the dump ends at byte [\\d,]+, before .*|this is not .*");
      }
    }
  }

  @Test
  void aDumpThatEndsBeforeItsFirstSegmentIsCompleteIsRefusedWithTheOffset() {
    heap.root(heap.bytes(100_000));
    byte[] whole = heap.toBytes();
    Path file = cut(whole, 60_000);

    assertThatThrownBy(() -> Analysed.read(file))
        .isInstanceOf(UnreadableHeapException.class)
        .hasMessage(
            "the dump ends at byte %,d, before its first heap segment is complete",
            whole.length - 60_000);
  }

  @Test
  void aCutGzipDumpIsReadAsFarAsItGoes() throws IOException {
    HeapObject owner = heap.instance(box);
    heap.newSegment().root(heap.bytes(2_000_000));
    Path packed = heap.writeGzipTo(folder);
    byte[] bytes = Files.readAllBytes(packed);
    Analysed analysed =
        Analysed.read(TestHeap.write(packed, Arrays.copyOf(bytes, bytes.length - 300)));

    assertThat(analysed.graph().truncated()).isTrue();
    assertThat(analysed.isAlive(owner)).isTrue();
  }

  @Test
  void anUnknownHeapRecordIsRefusedWithItsOffset() {
    heap.instance(box);
    heap.newSegment().rawRecord(0x77);
    byte[] whole = heap.toBytes();

    assertThatThrownBy(() -> Analysed.read(cut(whole, 0)))
        .isInstanceOf(UnreadableHeapException.class)
        .hasMessage(
            "at byte %,d stands a heap record with tag 0x77, which HotSpot's HPROF does not have",
            whole.length - END_RECORD_BYTES - 1);
  }

  @Test
  void anUnknownRecordIsRefusedWithItsOffset() {
    byte[] whole = heap.toBytes();
    whole[HEADER_BYTES] = 0x55;

    assertThatThrownBy(() -> Analysed.read(cut(whole, 0)))
        .isInstanceOf(UnreadableHeapException.class)
        .hasMessage("at byte 31 stands a record with tag 0x55, which HPROF does not have");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "J", "JAVA PROFILE 1.0.", "hello, world: this is a text file", "{}"})
  void whatIsNotAnHprofFileIsRefused(String content) {
    Path file = TestHeap.write(folder.resolve("x"), content.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> Analysed.read(file))
        .isInstanceOf(UnreadableHeapException.class)
        .hasMessageContaining("not an HPROF heap dump");
  }

  @Test
  void damagedGzipDataIsRefused() throws IOException {
    heap.root(heap.bytes(100_000));
    Path packed = heap.writeGzipTo(folder);
    byte[] bytes = Files.readAllBytes(packed);
    Arrays.fill(bytes, 40, 60, (byte) 0xFF);
    TestHeap.write(packed, bytes);

    assertThatThrownBy(() -> Analysed.read(packed))
        .isInstanceOf(UnreadableHeapException.class)
        .hasMessageContaining("gzip data is damaged");
  }

  @Test
  void aGzipHeaderAloneIsRefused() {
    Path file = TestHeap.write(folder.resolve("x.gz"), new byte[] {0x1f, (byte) 0x8b, 8});

    assertThatThrownBy(() -> Analysed.read(file))
        .isInstanceOf(UnreadableHeapException.class)
        .hasMessage("the gzip header of this file is damaged");
  }

  @Test
  void aTextOfImpossibleLengthIsRefusedInsteadOfAllocated() {
    byte[] whole = heap.toBytes();
    whole[HEADER_BYTES + 5] = 0x7F;

    assertThatThrownBy(() -> Analysed.read(cut(whole, 0)))
        .isInstanceOf(UnreadableHeapException.class)
        .hasMessageContaining("the text at byte 31 cannot be");
  }

  @Test
  void anArrayLongerThanItsSegmentIsRefused() {
    heap.root(heap.primitives(8, 1, 16));
    byte[] whole = heap.toBytes();
    // The length stands 4 bytes of length and 1 of type before the elements, the root behind them.
    int length = whole.length - END_RECORD_BYTES - 17 - 16 - 5;
    whole[length + 3] = 40;

    assertThatThrownBy(() -> Analysed.read(cut(whole, 0)))
        .isInstanceOf(UnreadableHeapException.class)
        .hasMessageContaining("end of its segment");
  }

  private Path cut(byte[] whole, int missing) {
    return TestHeap.write(
        folder.resolve("cut.hprof"), Arrays.copyOf(whole, whole.length - missing));
  }
}
