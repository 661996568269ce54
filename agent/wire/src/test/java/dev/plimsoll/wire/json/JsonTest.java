package dev.plimsoll.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "\"text\"", "{\"a\":1", "{} {}", "{\"a\":nope}", "<html>"})
  void whatIsNotExactlyOneObjectIsRefused(String text) {
    assertThatThrownBy(() -> Json.readObject(text)).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void aSyntaxErrorTellsLineAndColumn() {
    assertThatThrownBy(() -> Json.readObject("{\"a\": 1,\n oops}")).hasMessageContaining("line 2");
  }

  @Test
  void everyKindOfValueSurvives() throws Exception {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", "ä \" \\ \n \u2028");
    values.put("whole", 9_007_199_254_740_993L);
    values.put("fraction", 0.1);
    values.put("truth", true);
    values.put("nothing", null);
    values.put("list", Arrays.asList(1L, null, "x"));
    values.put("object", Map.of("inner", 2L));

    assertThat(Json.readObject(Json.line(values)).values()).isEqualTo(values);
  }

  @Test
  void aLineHasNoLineFeed() {
    assertThat(Json.line(Map.of("log", "a\nb\r\n"))).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  void wholeNumbersGoWithoutAFraction() {
    assertThat(Json.line(Map.of("bytes", 268435456.0))).isEqualTo("{\"bytes\":268435456}");
  }

  @Test
  void aFractionIsNoWholeNumber() throws Exception {
    JsonObject json = Json.readObject("{\"port\":1.5}");

    assertThatThrownBy(() -> json.number("port")).hasMessage("port must be a whole number");
  }

  @Test
  void aWrongShapeIsNamed() throws Exception {
    JsonObject json = Json.readObject("{\"runs\":{\"a\":1},\"name\":3}");

    assertThatThrownBy(() -> json.list("runs", object -> object))
        .hasMessage("runs must be an array");
    assertThatThrownBy(() -> json.string("name")).hasMessage("name must be a string");
  }
}
