package dev.plimsoll.app.cli;

import dev.plimsoll.app.demo.Demo;
import dev.plimsoll.app.demo.DemoOptions;
import dev.plimsoll.app.demo.Scenarios;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description =
        "Plays an incident on this machine: collector, page, a supervised sample service, load. "
            + "Runs until Ctrl-C and leaves nothing behind.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 7070;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      defaultValue = "push",
      description = {
        "push: a push server whose gateway answers ever more slowly (default).",
        "node-push: the same on Node.",
        "node-proxy: a front on Node whose backend stops answering."
      })
  private String scenario;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the page (default: 7070, or the next free one).")
  private @Nullable Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep recordings, dumps and logs here (default: a folder removed at the end).")
  private @Nullable Path data;

  @Override
  public Integer call() throws Exception {
    if (!Scenarios.NAMES.contains(scenario)) {
      String there = String.join(", ", Scenarios.NAMES);
      throw new ParameterException(
          spec.commandLine(), "there is no scenario \"" + scenario + "\"; there are: " + there);
    }
    DemoOptions options =
        new DemoOptions(
            scenario,
            port == null ? DEFAULT_PORT : port,
            port != null,
            data,
            OwnJar.find(),
            System.getenv());
    new Demo(options, System.out).run();
    return 0;
  }
}
