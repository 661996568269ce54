package dev.plimsoll.agent.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
  @Test
  void allPartsAreRead() {
    assertThat(Budget.parse("0.02:4m:5:20:0")).isEqualTo(new Budget(0.02, 4 << 20, 5000, 20000, 0));
  }

  @Test
  void whatIsLeftOutIsAsByDefault() {
    assertThat(Budget.parse("0.01"))
        .isEqualTo(
            new Budget(
                0.01,
                Budget.DEFAULT.alloc(),
                Budget.DEFAULT.windowMs(),
                Budget.DEFAULT.calmMs(),
                Budget.DEFAULT.graceMs()));
    assertThat(Budget.parse(":512k").alloc()).isEqualTo(512 * 1024);
    assertThat(Budget.parse(null)).isEqualTo(Budget.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1:4m", "0.1:0", "0.1:4m:0", "0.1:4m:20:10", "0.1:m"})
  void whatMakesNoSenseIsLeftOut(String text) {
    assertThat(Budget.parse(text)).isEqualTo(Budget.DEFAULT);
  }
}
