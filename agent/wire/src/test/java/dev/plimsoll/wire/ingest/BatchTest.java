package dev.plimsoll.wire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Latency;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final String RUN = "4f1c2f7e-0000-4000-8000-000000000001";

  private static final Batch FULL =
      new Batch(
          Batch.PROTOCOL,
          RUN,
          List.of(
              new Identity(
                  RUN,
                  "push",
                  "push/0",
                  4711,
                  "host",
                  "jvm",
                  "17.0.15",
                  1_000,
                  "sup",
                  Lines.DEFAULT)),
          List.of(new Sample(1, RUN, 2_000, Map.of(Metric.RSS, 123_456_789.0, Metric.CPU, 0.25))),
          List.of(
              new Event(2, "e-1", RUN, 2_500, "ready", "listens on 8080", Map.of("port", 8080L))),
          List.of(
              new Owner(RUN, "request-out", "gateway:443", null, 12, 900),
              new Owner(
                  RUN, "socket", "db:1", "A.b(A.java:1)", 1, 2, new Latency(0.125, 7, 8.5), 64L)),
          List.of(new CommandStatus("c-1", CommandStatus.DONE, null)),
          3);

  @Test
  void aBatchComesOutAsItWentIn() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Json.write(FULL.toJson(), bytes);

    Batch read = Batch.from(Json.readObject(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(read).isEqualTo(FULL);
  }

  @Test
  void aReplyComesOutAsItWentIn() throws Exception {
    Reply reply =
        new Reply(
            17,
            1_000,
            Map.of(RUN, Policy.DEFAULT),
            List.of(new Command("c-2", RUN, Command.DUMP, Map.of("dump", "d-1"), 99_000)));

    assertThat(Reply.from(Json.readObject(Json.line(reply.toJson())))).isEqualTo(reply);
  }

  @Test
  void unknownFieldsAreLeftAlone() throws Exception {
    String text =
        "{\"protocol\":1,\"sender\":\"s\",\"colour\":\"blue\",\"samples\":"
            + "[{\"seq\":1,\"run\":\"s\",\"at\":5,\"metrics\":{\"rss\":1,\"tide\":2},\"moon\":{}}]}";

    Batch batch = Batch.from(Json.readObject(text));

    assertThat(batch.samples()).singleElement().extracting(Sample::at).isEqualTo(5L);
    assertThat(batch.samples().get(0).metrics()).containsEntry("tide", 2.0);
  }

  @Test
  void aNullReadingIsNoReading() throws Exception {
    Batch batch =
        Batch.from(
            Json.readObject(
                "{\"protocol\":1,\"sender\":\"s\",\"samples\":"
                    + "[{\"seq\":1,\"run\":\"s\",\"at\":5,\"metrics\":{\"rss\":null}}]}"));

    assertThat(batch.samples().get(0).metrics()).isEmpty();
  }

  @Test
  void anErrorNamesThePlace() {
    assertThatThrownBy(
            () ->
                Batch.from(
                    Json.readObject(
                        "{\"protocol\":1,\"sender\":\"s\",\"samples\":"
                            + "[{\"seq\":1,\"run\":\"s\",\"at\":5},{\"seq\":2,\"run\":\"s\"}]}")))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("samples[1].at is missing");
  }

  @Test
  void anotherProtocolIsRefusedByNumber() {
    assertThatThrownBy(() -> Batch.from(Json.readObject("{\"protocol\":2,\"sender\":\"s\"}")))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("protocol")
        .hasMessageContaining("2");
  }

  @Test
  void numbersThatAreNoNumbersAreNotSent() throws IOException {
    Sample sample = new Sample(1, RUN, 1, Map.of("rss", Double.NaN));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Json.write(sample.toJson(), bytes);

    assertThat(bytes.toString(java.nio.charset.StandardCharsets.UTF_8)).contains("\"rss\":null");
  }
}
