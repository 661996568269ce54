package dev.plimsoll.heap.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeTableTest {
  @ParameterizedTest
  @CsvSource({
    "java/lang/String, java.lang.String",
    "[Ljava/lang/String;, java.lang.String[]",
    "[[Ljava/util/Map$Entry;, java.util.Map$Entry[][]",
    "[B, byte[]",
    "[[I, int[][]",
    "B, B",
    "acme/Main$$Lambda+0x00007f01, acme.Main$$Lambda/0x00007f01"
  })
  void namesOfTheJvmBecomeReadable(String internal, String readable) {
    assertThat(TypeTable.readable(internal)).isEqualTo(readable);
  }
}
