package dev.plimsoll.agent.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BequestTest {
  @Test
  void theDescriptorsFromTheFirstOnAreInherited() {
    Bequest bequest = Bequest.parse("7,3");
    assertThat(bequest.isEmpty()).isFalse();
    assertThat(bequest.contains(6)).isFalse();
    assertThat(bequest.contains(7)).isTrue();
    assertThat(bequest.contains(9)).isTrue();
    assertThat(bequest.contains(10)).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "7", "7,", "7,three", "7,3,1"})
  void anythingElseIsNone(String text) {
    assertThat(Bequest.parse(text)).isEqualTo(Bequest.NONE);
    assertThat(Bequest.parse(text).contains(0)).isFalse();
  }
}
