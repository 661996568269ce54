package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "dump",
    description =
        "Captures a heap dump now and waits until the collector has it. The process stands still "
            + "while it is written: about 5 s per GiB of live heap.",
    mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 250;

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
    JsonNode command =
        collector.post(
            "runs/" + run + "/commands", Map.of("type", "dump", "reason", "asked for by a person"));
    JsonNode dump = awaitDump(collector, run, command.path("id").asText());
    if (json) {
      System.out.println(Printed.json(dump));
    } else {
      System.out.printf(
          "%s  %s  %s/api/v1/dumps/%s/file%n",
          dump.path("id").asText(),
          Printed.bytes(dump.path("bytes").asDouble()),
          stripSlash(collector.base().toString()),
          dump.path("id").asText());
    }
    return 0;
  }

  private JsonNode awaitDump(CollectorClient collector, String run, String command)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    String id = null;
    while (System.nanoTime() < deadline) {
      if (id == null) {
        id = startedDump(collector, run, command);
      } else {
        JsonNode dump = collector.get("dumps/" + id);
        String state = dump.path("state").asText();
        if (state.equals("failed") && dump.path("received").asLong() == 0) {
          throw new IOException("the dump failed: " + dump.path("error").asText("no reason given"));
        }
        if (!state.equals("capturing") && !state.equals("uploading")) {
          return dump;
        }
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new IOException(
        "no dump of %s within %d s; it may still arrive: look at %s/runs/%s"
            .formatted(name, timeoutSeconds, stripSlash(collector.base().toString()), run));
  }

  private static String startedDump(CollectorClient collector, String run, String command)
      throws IOException {
    for (JsonNode event :
        collector.get("events?limit=100&run=" + CollectorClient.encode(run)).path("items")) {
      if (event.path("command").asText().equals(command)) {
        if (event.path("kind").asText().equals("dump-refused")) {
          throw new IOException(event.path("text").asText());
        }
        if (event.hasNonNull("dump")) {
          return event.path("dump").asText();
        }
      }
    }
    return null;
  }

  private static String stripSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
