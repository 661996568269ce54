package dev.plimsoll.wire.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlMessageTest {

  static Stream<ControlMessage> everyMessage() {
    return Stream.of(
        new ControlMessage.Hello("run", 4711),
        new ControlMessage.Hello(
            "run",
            4711,
            Set.of(ControlMessage.INHERIT, ControlMessage.STAND_BY, ControlMessage.DRAIN)),
        new ControlMessage.Guard("run", 4711),
        new ControlMessage.Welcome(),
        new ControlMessage.Declined("the run has its agent"),
        new ControlMessage.Listening(8080),
        new ControlMessage.Ready(),
        new ControlMessage.Binding(8080),
        new ControlMessage.Binding(8080, "127.0.0.1", 50),
        new ControlMessage.MayBind(8080),
        new ControlMessage.MayBind(8080, 7),
        new ControlMessage.StandBy(8080),
        new ControlMessage.StandingBy(8080, 41234),
        new ControlMessage.Drain(30_000),
        new ControlMessage.Drained(2),
        new ControlMessage.Status(Map.of("rss", 1.0)),
        new ControlMessage.Overload(0.83, 83, 100, "it was so for 20 s"));
  }

  @ParameterizedTest
  @MethodSource("everyMessage")
  void everyMessageComesOutAsItWentIn(ControlMessage message) throws Exception {
    assertThat(ControlMessage.ofLine(message.toLine())).isEqualTo(message);
  }

  @Test
  void everyKindOfMessageIsTried() {
    assertThat(everyMessage().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(ControlMessage.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{}",
        "{\"type\":\"sing\"}",
        "{\"type\":\"listening\",\"port\":70000}",
        "{\"type\":\"standing-by\",\"port\":80,\"at\":70000}",
        "{\"type\":\"binding\",\"port\":80,\"backlog\":-1}",
        "{\"type\":\"may-bind\",\"port\":80,\"descriptor\":4294967303}"
      })
  void anythingElseIsRefused(String line) {
    assertThatThrownBy(() -> ControlMessage.ofLine(line))
        .isInstanceOf(MalformedMessageException.class);
  }
}
