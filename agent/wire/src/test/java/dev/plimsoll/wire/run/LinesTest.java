package dev.plimsoll.wire.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.wire.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

  @ParameterizedTest
  @CsvSource({"0, 0.5, 0.6", "0.7, 0.6, 0.8", "0.7, 0.8, 0.75", "0.7, 0.8, 1.1", "NaN, 0.7, 0.8"})
  void linesOutOfOrderOrRangeAreRefused(double warn, double dump, double restart) {
    assertThatThrownBy(() -> new Lines(warn, dump, restart))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("warn <= dump <= restart");
  }

  @Test
  void badLinesInAMessageAreABadMessage() throws Exception {
    var json = Json.readObject("{\"warn\":0.9,\"dump\":0.8,\"restart\":0.7}");

    assertThatThrownBy(() -> Lines.from(json)).hasMessageContaining("warn 0.9");
  }

  @Test
  void allThreeMayBeOne() {
    assertThat(new Lines(0.8, 0.8, 0.8).restart()).isEqualTo(0.8);
  }
}
