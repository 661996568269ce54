package dev.plimsoll.agent.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.reading.Owner;
import org.junit.jupiter.api.Test;

class AllocationTableTest {
  private final AllocationTable table = new AllocationTable(0);

  @Test
  void bytesASecondByClassAndFrameBiggestFirst() {
    table.add("byte[]", "a.B.c:1", 6_000);
    table.add("byte[]", "a.B.c:1", 4_000);
    table.add("int[]", null, 20_000);
    assertThat(table.rows("r", 10_000))
        .containsExactly(
            Owner.sized("r", "alloc-class", "int[]", null, 1, 2_000),
            Owner.sized("r", "alloc-class", "byte[]", "a.B.c:1", 2, 1_000));
  }

  @Test
  void whatIsOlderThanTwoHalvesIsForgotten() {
    table.add("byte[]", null, 1_000);
    assertThat(table.rows("r", 31_000)).hasSize(1);
    table.add("int[]", null, 1_000);
    assertThat(table.rows("r", 62_000)).extracting(Owner::owner).containsExactly("int[]");
    assertThat(table.rows("r", 200_000)).isEmpty();
  }

  @Test
  void theTableIsBounded() {
    for (int i = 0; i < 10_000; i++) {
      table.add("T" + i, null, 1);
    }
    assertThat(table.rows("r", 1_000))
        .hasSizeLessThanOrEqualTo(20)
        .first()
        .matches(owner -> owner.owner().equals(AllocationTable.OTHER) && owner.count() == 9_500);
  }
}
