package dev.plimsoll.heap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdsTest {
  @ParameterizedTest(name = "step {0}")
  @ValueSource(longs = {1, 8, 16, 24, 1L << 31, 1L << 34})
  void everyIdIsFoundAtItsPlaceAndItsNeighboursAreNot(long step) {
    long[] sorted = LongStream.range(0, 100).map(i -> 0x7f00_0000_0000L + i * step).toArray();
    NodeIds ids = NodeIds.of(shuffled(sorted));

    assertThat(ids.count()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(ids.at(i)).isEqualTo(sorted[i]);
      assertThat(ids.find(sorted[i])).isEqualTo(i);
      if (step > 1) {
        assertThat(ids.find(sorted[i] + 1)).isEqualTo(NodeIds.NONE);
      }
    }
    assertThat(ids.find(sorted[0] - step)).isEqualTo(NodeIds.NONE);
    assertThat(ids.find(sorted[99] + step)).isEqualTo(NodeIds.NONE);
    assertThat(ids.find(0)).isEqualTo(NodeIds.NONE);
  }

  @Test
  void idsOverTheWholeRangeOf32BitMultiplesAreFound() {
    long[] sorted = {
      8, 16, 8 + (0x7FFF_FFFFL << 3), 8 + (0x8000_0000L << 3), 8 + (0xFFFF_FFFFL << 3)
    };
    NodeIds ids = NodeIds.of(sorted.clone());

    for (int i = 0; i < sorted.length; i++) {
      assertThat(ids.find(sorted[i])).isEqualTo(i);
      assertThat(ids.at(i)).isEqualTo(sorted[i]);
    }
    assertThat(ids.find(8 + (0x1_0000_0000L << 3))).isEqualTo(NodeIds.NONE);
  }

  @Test
  void anIdThatComesTwiceCountsOnce() {
    NodeIds ids = NodeIds.of(new long[] {64, 8, 64, 8});

    assertThat(ids.count()).isEqualTo(2);
    assertThat(ids.find(64)).isEqualTo(1);
  }

  @Test
  void withoutIdsNothingIsFound() {
    assertThat(NodeIds.of(new long[0]).find(8)).isEqualTo(NodeIds.NONE);
    assertThat(NodeIds.of(new long[] {8}).find(8)).isZero();
  }

  private static long[] shuffled(long[] sorted) {
    long[] shuffled = Arrays.copyOf(sorted, sorted.length);
    Random random = new Random(1);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      long swapped = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = swapped;
    }
    return shuffled;
  }
}
