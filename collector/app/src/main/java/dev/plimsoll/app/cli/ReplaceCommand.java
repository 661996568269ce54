package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import dev.plimsoll.supervisor.instance.Outcome;
import dev.plimsoll.supervisor.local.LocalSupervisor;
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
    name = "replace",
    description =
        "Replaces a running process by a new one. The old one is left alone until the new one is "
            + "about to take its port; a new one that does not get that far changes nothing.",
    mixinStandardHelpOptions = true)
final class ReplaceCommand implements Callable<Integer> {
  private static final String REASON = "asked for on the command line";

  @Mixin private CollectorAddress address;

  @Parameters(
      paramLabel = "NAME|RUN",
      description = "A service (one instance after the other), an instance (push/0) or a run's id.")
  private String name;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "Through a collector: give up waiting after this long (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<LocalSupervisor> keeper = LocalHost.keeperOf(name);
    if (keeper.isPresent()) {
      return Printed.outcome(keeper.get().replace(name, REASON, System.out::println));
    }
    CollectorClient collector = address.client();
    CollectorOrder order =
        CollectorOrder.give(collector, Target.resolve(collector, name), Command.REPLACE, REASON);
    JsonNode end = order.await(timeoutSeconds, ReplaceCommand::ending);
    return Printed.outcome(
        end.path("kind").asText().equals(EventKind.REPLACED.wireName())
            ? Outcome.done(end.path("text").asText())
            : Outcome.failed(end.path("text").asText()));
  }

  private static Optional<JsonNode> ending(JsonNode event) {
    String kind = event.path("kind").asText();
    boolean ends =
        kind.equals(EventKind.REPLACED.wireName())
            || kind.equals(EventKind.REPLACE_FAILED.wireName());
    return ends ? Optional.of(event) : Optional.empty();
  }
}
