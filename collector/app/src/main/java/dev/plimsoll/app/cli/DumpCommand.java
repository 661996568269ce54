package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import dev.plimsoll.wire.command.Command;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "dump",
    description =
        "Captures a heap dump now and waits until the collector has it. The process stands still "
            + "while it is written: 1 to 6 s per GiB of live heap. It is refused where that would "
            + "take too long, or where disk or container have no room.",
    mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {
  @Mixin private CollectorAddress address;

  @Parameters(
      paramLabel = "NAME|RUN",
      description = "A service with one instance (push), an instance (push/0) or a run's id.")
  private String name;

  @Option(
      names = "--force",
      description =
          "Whatever the pause and the container's memory; only a disk without room still refuses.")
  private boolean force;

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
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("type", Command.DUMP);
    order.put("reason", "asked for on the command line");
    if (force) {
      order.put("force", true);
    }
    JsonNode accepted = collector.post("runs/" + run + "/commands", order);
    // Progress is for people who look on; standard output is for the result.
    DumpWatch watch = new DumpWatch(collector, run, accepted.path("dump").asText(), System.err);
    JsonNode dump = watch.await(timeoutSeconds);
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
}
