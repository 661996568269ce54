package dev.plimsoll.agent.gc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapAfterTest {
  @ParameterizedTest
  @CsvSource({
    "G1 Eden Space, heap.after.eden",
    "PS Survivor Space, heap.after.survivor",
    "Tenured Gen, heap.after.old",
    "PS Old Gen, heap.after.old",
    "ZGC Old Generation, heap.after.old",
    "ZGC Young Generation, heap.after.young",
    "ZHeap, heap.after",
    "Shenandoah, heap.after"
  })
  void poolsOfAllCollectorsHaveTheSameNames(String pool, String metric) {
    assertThat(HeapAfter.metricOf(pool)).isEqualTo(metric);
  }
}
