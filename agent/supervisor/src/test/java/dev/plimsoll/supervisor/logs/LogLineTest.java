package dev.plimsoll.supervisor.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogLineTest {
  @Test
  void whatIsWrittenIsReadAgain() {
    String head = LogLine.head(1_772_366_400_007L, LogLine.STDERR, "0123456789", true);
    assertThat(head).isEqualTo("2026-03-01T12:00:00.007Z stderr F:01234567 ");
    assertThat(LogLine.parse(head + "a  b "))
        .isEqualTo(new LogLine(1_772_366_400_007L, LogLine.STDERR, "01234567", true, "a  b "));
    assertThat(LogLine.parse(head)).isNotNull();
  }

  @Test
  void secondsWithoutAFractionHaveOneAllTheSame() {
    assertThat(LogLine.stamp(0)).isEqualTo("1970-01-01T00:00:00.000Z");
  }

  @Test
  void whatIsNoRecordIsNone() {
    assertThat(LogLine.parse("")).isNull();
    assertThat(LogLine.parse("2026-03-01T12:00:00.007Z stdout")).isNull();
    assertThat(LogLine.parse("2026-03-01T12:00:00.007Z stdin F:01234567 x")).isNull();
    assertThat(LogLine.parse("yesterday stdout F:01234567 x")).isNull();
  }

  @Test
  void aLineLongerThanTheBufferIsWrittenInParts() {
    byte[] piece = ("x".repeat(300_000) + "\ny").getBytes(StandardCharsets.UTF_8);
    StringBuilder written = new StringBuilder();
    new Records()
        .write(
            0,
            LogLine.STDOUT,
            "run",
            piece,
            piece.length,
            (bytes, count) -> written.append(new String(bytes, 0, count, StandardCharsets.UTF_8)));
    var lines = written.toString().lines().map(LogLine::parse).toList();
    assertThat(lines).extracting(LogLine::ends).containsExactly(false, true, false);
    assertThat(lines.get(0).text().length() + lines.get(1).text().length()).isEqualTo(300_000);
    assertThat(lines.get(2).text()).isEqualTo("y");
  }
}
