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
    name = "stop",
    description =
        "Stops a service or one instance for good: it is asked to end, killed if it does not, "
            + "and not started again.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  private static final String REASON = "asked for on the command line";

  @Mixin private CollectorAddress address;

  @Parameters(
      paramLabel = "NAME|RUN",
      description = "A service, an instance (push/0) or a run's id.")
  private String name;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "Through a collector: give up waiting after this long (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<LocalSupervisor> keeper = LocalHost.keeperOf(name);
    if (keeper.isPresent()) {
      return Printed.outcome(keeper.get().stop(name, REASON, System.out::println));
    }
    CollectorClient collector = address.client();
    CollectorOrder order =
        CollectorOrder.give(collector, Target.resolve(collector, name), Command.STOP, REASON);
    JsonNode exit =
        order.await(
            timeoutSeconds,
            event ->
                event.path("kind").asText().equals(EventKind.EXIT.wireName())
                    ? Optional.of(event)
                    : Optional.empty());
    return Printed.outcome(Outcome.done(exit.path("text").asText()));
  }
}
