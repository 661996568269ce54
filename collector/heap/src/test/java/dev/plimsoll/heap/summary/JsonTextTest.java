package dev.plimsoll.heap.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
  private final JsonText json = new JsonText();

  @Test
  void membersAndElementsAreSeparatedByCommas() {
    json.open('{');
    json.member("a", 1);
    json.key("list");
    json.open('[');
    json.open('{');
    json.member("b", true);
    json.close('}');
    json.open('{');
    json.close('}');
    json.close(']');
    json.member("share", 12.345);
    json.close('}');

    assertThat(json).hasToString("{\"a\":1,\"list\":[{\"b\":true},{}],\"share\":12.35}");
  }

  @Test
  void whatJsonDoesNotAllowInTextIsEscaped() {
    json.member("k", "\"quoted\" back\\slash \n\r\t \u0001 é 😀 \uD83D");

    assertThat(json)
        .hasToString("\"k\":\"\\\"quoted\\\" back\\\\slash \\n\\r\\t \\u0001 é 😀 \\ud83d\"");
  }
}
