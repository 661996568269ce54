package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Latency;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page says what the code does. */
class ProtocolPageTest {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final String page = read(Path.of("../../docs/protocol.md"));

  @TempDir Path data;

  @Test
  void theExampleWorksAgainstARunningCollector() throws Exception {
    try (Collector collector = Collector.start(CollectorOptions.in(data).at("127.0.0.1", 0))) {
      Http http = new Http(collector.url());
      String example =
          between("<<END\n(.*?)\nEND\n").replace("$NOW", Long.toString(System.currentTimeMillis()));
      assertThat(violations("Batch", example)).isEmpty();

      Http.Answer answer =
          http.send("POST", "/api/v1/ingest", example, "Content-Type", "application/json");

      assertThat(answer.status()).isEqualTo(200);
      String promised = between("brings the policy for the run:\n\n```json\n(.*?)```");
      assertThat(answer.json()).isEqualTo(Json.readObject(promised).values());
      assertThat(violations("Reply", promised)).isEmpty();
      assertThat(http.get("/api/v1/services").items().toString())
          .contains("hello/0", "state=ready");
    }
  }

  @Test
  void theSchemaAcceptsTheBatchesThatAreWritten() {
    Identity full = new Identity("r", "push", "push/0", 1, "h", "jvm", "17", 1, "s", Lines.DEFAULT);
    Identity bare = new Identity("q", "push", "push/1", 1, "h", "node", "", 1, null, null);
    Batch batch =
        new Batch(
            Batch.PROTOCOL,
            "r",
            List.of(full, bare),
            List.of(new Sample(1, "r", 1, Map.of("rss", 1.0, "gc.cpu", 0.25))),
            List.of(new Event(2, "e", "r", 1, "exit", "It ended.", Map.of("exit", Map.of()))),
            List.of(
                new Owner(
                    "r",
                    "request-out",
                    "fcm.example:443",
                    "A.b(A.java:1)",
                    2,
                    3,
                    new Latency(1.5, 20, 30),
                    4096L),
                new Owner("r", "socket", "db:5432", null, 1, 0)),
            List.of(new CommandStatus("c", "refused", "no"), new CommandStatus("d", "done", null)),
            7);

    assertThat(violations("Batch", Json.line(batch.toJson()))).isEmpty();
  }

  @Test
  void theSchemaAcceptsTheRepliesThatAreWritten() {
    Reply reply =
        new Reply(
            9,
            1000,
            Map.of("r", Policy.DEFAULT),
            List.of(new Command("c", "r", "dump", Map.of("dump", "d"), 1)));

    assertThat(violations("Reply", Json.line(reply.toJson()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"protocol\":2,\"sender\":\"s\"}",
        "{\"protocol\":1,\"sender\":\"\"}",
        "{\"protocol\":1,\"sender\":\"s\",\"samples\":[{\"seq\":0,\"run\":\"r\",\"at\":1}]}",
        "{\"protocol\":1,\"sender\":\"s\",\"samples\":[{\"seq\":1,\"run\":\"r\"}]}",
        "{\"protocol\":1,\"sender\":\"s\",\"events\":[{\"seq\":1,\"run\":\"r\",\"at\":1}]}",
        "{\"protocol\":1,\"sender\":\"s\",\"runs\":[{\"run\":\"r\"}]}",
      })
  void theSchemaRefusesWhatTheCollectorRefuses(String batch) throws Exception {
    assertThat(violations("Batch", batch)).isNotEmpty();
    try (Collector collector = Collector.start(CollectorOptions.in(data).at("127.0.0.1", 0))) {
      Http http = new Http(collector.url());
      assertThat(http.send("POST", "/api/v1/ingest", batch).status()).isEqualTo(400);
    }
  }

  private List<Error> violations(String message, String json) {
    Schema schema = SCHEMAS.getSchema(between("### " + message + " schema\n\n```json\n(.*?)```"));
    return schema.validate(json, InputFormat.JSON);
  }

  private String between(String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    if (!matcher.find()) {
      throw new AssertionError("the page has no " + pattern);
    }
    return matcher.group(1);
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
