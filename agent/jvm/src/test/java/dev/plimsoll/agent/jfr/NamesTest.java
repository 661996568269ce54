package dev.plimsoll.agent.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "[B, byte[]",
    "[[I, int[][]",
    "[Ljava.lang.String;, java.lang.String[]",
    "a.b.C, a.b.C",
    "[[La.B;, a.B[][]"
  })
  void classesAreNamedAsPeopleWriteThem(String name, String readable) {
    assertThat(TypeNames.readable(name)).isEqualTo(readable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G1CollectForAllocation",
        "G1PauseRemark",
        "G1Concurrent",
        "ParallelGCFailedAllocation",
        "ParallelGCSystemGC",
        "GenCollectForAllocation",
        "SerialCollectForAllocation",
        "ZMarkStart",
        "ZMarkEndYoung",
        "ShenandoahInitMark",
        "CollectForMetadataAllocation"
      })
  void operationsOfCollectorsAreCollections(String operation) {
    assertThat(StallEvents.isCollection(operation)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HeapDumper", "GC_HeapInspection", "ThreadDump", "Deoptimize", "RedefineClasses"})
  void othersAreNot(String operation) {
    assertThat(StallEvents.isCollection(operation)).isFalse();
  }
}
