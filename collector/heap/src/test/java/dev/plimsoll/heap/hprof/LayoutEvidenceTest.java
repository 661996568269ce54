package dev.plimsoll.heap.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lays objects out one behind the other as a JVM with these flags would. */
class LayoutEvidenceTest {
  @ParameterizedTest(name = "references {0}, header {1}, bases aligned {2}, alignment {3}")
  @CsvSource({
    "4, 12, false, 8",
    "4, 12, false, 16",
    "8, 12, false, 8",
    "8, 16, true, 8",
    "8, 16, false, 8",
    "4, 8, false, 8",
    "8, 8, false, 8"
  })
  void theLayoutIsFoundFromTheAddresses(
      int references, int header, boolean aligned, int alignment) {
    ObjectLayout layout = new ObjectLayout(references, header, aligned, alignment);
    LayoutEvidence evidence = new LayoutEvidence();
    long address = 0x7f12_0000_0000L;
    for (int length = 0; length < 200; length++) {
      evidence.primitiveArray(address, FieldType.BYTE, length);
      address += layout.primitiveArray(FieldType.BYTE, length);
      evidence.objectArray(address, length);
      address += layout.objectArray(length);
      evidence.instance(address);
      address += layout.instance(8, 2);
      address += length % 7 == 0 ? 4096 : 0;
    }

    assertThat(evidence.layout(8)).isEqualTo(layout);
  }

  @Test
  void withoutEvidenceTheDefaultsOfHotSpotHold() {
    assertThat(new LayoutEvidence().layout(8)).isEqualTo(new ObjectLayout(4, 12, false, 8));
  }

  @Test
  void idsThatAreNoAddressesProveNothing() {
    LayoutEvidence evidence = new LayoutEvidence();
    for (int i = 1; i < 1000; i++) {
      evidence.primitiveArray(i, FieldType.BYTE, 100);
    }

    assertThat(evidence.layout(8)).isEqualTo(new ObjectLayout(4, 12, false, 8));
  }

  @Test
  void sizesAreThoseOfHotSpot() {
    ObjectLayout compressed = new ObjectLayout(4, 12, false, 8);
    assertThat(compressed.instance(0, 0)).isEqualTo(16);
    assertThat(compressed.instance(5, 1)).isEqualTo(24); // java.lang.String
    assertThat(compressed.primitiveArray(FieldType.BYTE, 1)).isEqualTo(24);
    assertThat(compressed.primitiveArray(FieldType.LONG, 1)).isEqualTo(24);
    assertThat(compressed.objectArray(3)).isEqualTo(32);

    ObjectLayout plain = new ObjectLayout(8, 16, false, 8);
    assertThat(plain.primitiveArray(FieldType.BYTE, 4)).isEqualTo(24);
    assertThat(plain.objectArray(1)).isEqualTo(32);
    assertThat(new ObjectLayout(8, 16, true, 8).primitiveArray(FieldType.BYTE, 4)).isEqualTo(32);
  }

  @Test
  void anArrayOfMoreThanTwoGigabytesHasItsFullSize() {
    assertThat(new ObjectLayout(4, 12, false, 8).primitiveArray(FieldType.LONG, Integer.MAX_VALUE))
        .isEqualTo(16 + 8L * Integer.MAX_VALUE);
  }
}
