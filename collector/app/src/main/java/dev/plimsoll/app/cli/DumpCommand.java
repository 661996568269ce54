package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.reading.EventKind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "dump",
    description =
        "Captures a heap dump now and waits until the collector has it. The process stands still "
            + "while it is written: about 5 s per GiB of live heap.",
    mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {
  @Mixin private CollectorAddress address;

  @Parameters(
      paramLabel = "NAME|RUN",
      description = "A service with one instance (push), an instance (push/0) or a run's id.")
  private String name;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Give up waiting after this long (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Option(names = "--json", description = "Print the dump as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CollectorClient collector = address.client();
    String run = Target.resolve(collector, name);
    CollectorOrder order =
        CollectorOrder.give(collector, run, Command.DUMP, "asked for on the command line");
    JsonNode dump =
        order.await(
            timeoutSeconds,
            event -> order.caused(event) ? stored(collector, event) : Optional.empty());
    if (json) {
      System.out.println(Printed.json(dump));
    } else {
      String id = dump.path("id").asText();
      System.out.printf(
          "%s  %s  %s%n",
          id,
          Printed.bytes(dump.path("bytes").asDouble()),
          collector.base().resolve("/api/v1/dumps/" + id + "/file"));
    }
    return 0;
  }

  /** The dump once the collector holds all of it. */
  private static Optional<JsonNode> stored(CollectorClient collector, JsonNode event)
      throws IOException {
    if (event.path("kind").asText().equals(EventKind.DUMP_REFUSED.wireName())) {
      throw new IOException(event.path("text").asText());
    }
    JsonNode dump = collector.get("dumps/" + event.path("dump").asText());
    return switch (dump.path("state").asText()) {
      case "capturing", "uploading" -> Optional.empty();
      default -> Optional.of(dump);
    };
  }
}
