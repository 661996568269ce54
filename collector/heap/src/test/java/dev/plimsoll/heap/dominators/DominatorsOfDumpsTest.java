package dev.plimsoll.heap.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.heap.dump.Analysed;
import dev.plimsoll.heap.dump.HeapObject;
import dev.plimsoll.heap.dump.HeapType;
import dev.plimsoll.heap.dump.TestHeap;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DominatorsOfDumpsTest {
  @TempDir Path folder;

  private final TestHeap heap = new TestHeap();
  private final HeapType pair = heap.type("acme.Pair", "left", "right");

  @Test
  void inADiamondTheTopDominatesTheBottom() throws IOException {
    HeapObject bottom = heap.bytes(1000);
    HeapObject left = heap.instance(pair, bottom);
    HeapObject right = heap.instance(pair, bottom);
    HeapObject top = heap.instance(pair, left, right);
    Analysed analysed = Analysed.read(heap.root(top).writeTo(folder));

    assertThat(analysed.dominator(bottom)).isEqualTo(top.id());
    assertThat(analysed.dominator(left)).isEqualTo(top.id());
    assertThat(analysed.dominator(top)).isEqualTo(Analysed.NONE);
    assertThat(analysed.retained(left)).isEqualTo(24);
    assertThat(analysed.retained(top)).isEqualTo(3 * 24 + 1016);
  }

  @Test
  void inAChainEachRetainsAllBehindIt() throws IOException {
    HeapObject last = heap.instance(pair);
    HeapObject middle = heap.instance(pair, last);
    HeapObject first = heap.instance(pair, middle);
    Analysed analysed = Analysed.read(heap.root(first).writeTo(folder));

    assertThat(analysed.retained(first)).isEqualTo(72);
    assertThat(analysed.retained(middle)).isEqualTo(48);
    assertThat(analysed.retained(last)).isEqualTo(24);
  }

  @Test
  void aCycleIsRetainedByWhereItIsEntered() throws IOException {
    HeapObject entry = heap.instance(pair);
    HeapObject inside = heap.instance(pair, entry);
    entry.refersTo(inside);
    Analysed analysed = Analysed.read(heap.root(entry).writeTo(folder));

    assertThat(analysed.dominator(inside)).isEqualTo(entry.id());
    assertThat(analysed.retained(entry)).isEqualTo(48);
  }

  @Test
  void whatTwoRootsShareNeitherRetains() throws IOException {
    HeapObject shared = heap.bytes(100);
    HeapObject one = heap.instance(pair, shared);
    HeapObject other = heap.instance(pair, shared);
    Analysed analysed = Analysed.read(heap.root(one).root(other).writeTo(folder));

    assertThat(analysed.dominator(shared)).isEqualTo(Analysed.NONE);
    assertThat(analysed.retained(one)).isEqualTo(24);
    assertThat(analysed.retained(shared)).isEqualTo(120);
  }

  @Test
  void aRootIsDominatedByNobodyThoughOthersReferToIt() throws IOException {
    HeapObject rooted = heap.instance(pair);
    HeapObject owner = heap.instance(pair, rooted);
    Analysed analysed = Analysed.read(heap.root(owner).root(rooted).writeTo(folder));

    assertThat(analysed.dominator(rooted)).isEqualTo(Analysed.NONE);
    assertThat(analysed.retained(owner)).isEqualTo(24);
  }

  @Test
  void anObjectThatRefersToItselfTwiceIsRetainedByItsOwner() throws IOException {
    HeapObject self = heap.instance(pair);
    self.refersTo(self, self);
    HeapObject owner = heap.instance(pair, self, self);
    Analysed analysed = Analysed.read(heap.root(owner).writeTo(folder));

    assertThat(analysed.dominator(self)).isEqualTo(owner.id());
    assertThat(analysed.retained(owner)).isEqualTo(48);
  }

  @Test
  void aLongLinkedListNeedsNoDeepStack() throws IOException {
    HeapType node = heap.type("acme.Node", "next");
    HeapObject head = heap.instance(node);
    HeapObject last = head;
    int length = 200_000;
    for (int i = 1; i < length; i++) {
      HeapObject next = heap.instance(node);
      last.refersTo(next);
      last = next;
    }
    last.refersTo(head);
    Analysed analysed = Analysed.read(heap.root(head).writeTo(folder));

    assertThat(analysed.retained(head)).isEqualTo(16L * length);
    assertThat(analysed.retained(last)).isEqualTo(16);
  }
}
