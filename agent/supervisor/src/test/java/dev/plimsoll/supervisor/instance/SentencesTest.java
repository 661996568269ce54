package dev.plimsoll.supervisor.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void timesAreAsLongAsPeopleReadThem() {
    assertThat(Sentences.time(Duration.ofMillis(350))).isEqualTo("350 ms");
    assertThat(Sentences.time(Duration.ofMillis(3210))).isEqualTo("3.2 s");
    assertThat(Sentences.time(Duration.ofSeconds(30))).isEqualTo("30 s");
    assertThat(Sentences.time(Duration.ofSeconds(252))).isEqualTo("4 min 12 s");
    assertThat(Sentences.time(Duration.ofMinutes(123))).isEqualTo("2 h 3 min");
  }

  @Test
  void theLastWordsAreTheExceptionAndNotItsFrames() {
    List<String> lines =
        List.of(
            "starting",
            "Exception in thread \"main\" java.lang.IllegalStateException: no table",
            "\tat Main.main(Main.java:5)",
            "\t... 3 more",
            "");
    assertThat(Sentences.lastWords(lines))
        .isEqualTo(": Exception in thread \"main\" java.lang.IllegalStateException: no table");
  }

  @Test
  void thePortThatIsInUseIsReadFromWhatServersSayOfIt() {
    assertThat(
            Sentences.portInUse(
                List.of("Error: listen EADDRINUSE: address already in use :::3000", "code: 1")))
        .isEqualTo(3000);
    assertThat(Sentences.portInUse(List.of("address already in use 127.0.0.1:8080")))
        .isEqualTo(8080);
    assertThat(Sentences.portInUse(List.of("Port 8081 was already in use."))).isEqualTo(8081);
    assertThat(Sentences.portInUse(List.of("listening on 0.0.0.0:3000"))).isNull();
  }

  @Test
  void theLastWordsOfNodeAreItsError() {
    List<String> lines =
        List.of(
            "Error: read ECONNRESET",
            "    at TCP.onStreamRead (node:net:1:2)",
            "",
            "Node.js v20.1.0");
    assertThat(Sentences.lastWords(lines)).isEqualTo(": Error: read ECONNRESET");
  }

  @Test
  void whoSaidNothingIsNotQuoted() {
    assertThat(Sentences.lastWords(List.of())).isEqualTo(".");
    assertThat(Sentences.lastWords(List.of("", "  "))).isEqualTo(".");
  }

  @Test
  void aLongLineIsCut() {
    assertThat(Sentences.lastWords(List.of("x".repeat(5000)))).hasSize(203).endsWith("…");
  }

  @Test
  void anExceptionIsQuotedThoughTheOtherStreamArrivedAfterIt() {
    List<String> lines =
        List.of(
            "Exception in thread \"main\" java.net.BindException: Address already in use",
            "\tat java.base/sun.nio.ch.Net.bind0(Native Method)",
            "\tat app.Main.main(Main.java:7)",
            "hello from the standard output");

    assertThat(Sentences.lastWords(lines)).contains("java.net.BindException");
  }
}
