package dev.plimsoll.app.cli;

import dev.plimsoll.app.attach.ServiceName;
import dev.plimsoll.app.bundle.EmbeddedJar;
import dev.plimsoll.app.bundle.NodeFiles;
import dev.plimsoll.app.config.Configuration;
import dev.plimsoll.app.config.ConfigurationException;
import dev.plimsoll.app.config.ConfigurationFile;
import dev.plimsoll.supervisor.Supervisor;
import dev.plimsoll.supervisor.SupervisorOptions;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description =
        "Supervises a command: starts it with the agent inside, starts it again when it ends, "
            + "replaces it when asked to. Runs until it is told to end, and ends what it started.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the service (default: the command's jar or program).")
  private @Nullable String name;

  @Option(names = "--instances", paramLabel = "K", description = "How many at once (default: 1).")
  private @Nullable Integer instances;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port whose listener means ready (default: any it listens on).")
  private @Nullable Integer port;

  @Option(
      names = "--collector",
      paramLabel = "URL",
      defaultValue = "${env:PLIMSOLL_COLLECTOR:-" + CollectorAddress.DEFAULT + "}",
      description =
          "Where to report to; `none` for nowhere (default: $PLIMSOLL_COLLECTOR, else "
              + CollectorAddress.DEFAULT
              + "). It need not be there: what is reported waits for it.")
  private String collector;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Supervise the services of this file instead of a command.")
  private @Nullable Path configuration;

  @Option(names = "--stop-with-stdin", hidden = true)
  private boolean stopWithStdin;

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Program and arguments.")
  private List<String> command = List.of();

  @Override
  public Integer call() throws IOException, ConfigurationException, InterruptedException {
    List<ServiceSpec> services = services();
    if (stopWithStdin) {
      StdinWatch.start();
    }
    SupervisorOptions options =
        SupervisorOptions.of(services)
            .withCollector(collector.equals("none") ? null : URI.create(collector))
            .withAgentJar(EmbeddedJar.JVM_AGENT.extract(System.getenv()))
            .withNodeAgent(NodeFiles.agent(System.getenv()))
            .withFastStop(stopWithStdin)
            .withOrigin(origin());
    try (Supervisor supervisor = Supervisor.start(options)) {
      supervisor.awaitEnd();
    }
    return 0;
  }

  /**
   * However the file is named: the next supervisor of the same one takes over what this one has.
   */
  private String origin() throws IOException {
    return configuration == null ? "" : configuration.toRealPath().toString();
  }

  private List<ServiceSpec> services() throws ConfigurationException {
    if (configuration != null) {
      return fromFile(configuration);
    }
    if (command.isEmpty()) {
      throw usage("what to run? `plimsoll run --name my-service -- java -jar app.jar`");
    }
    try {
      ServiceSpec service =
          ServiceSpec.of(name == null ? ServiceName.guess(command) : name, command)
              .withInstances(instances == null ? 1 : instances)
              .withPort(port);
      return List.of(service);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private List<ServiceSpec> fromFile(Path file) throws ConfigurationException {
    if (!command.isEmpty() || name != null || instances != null || port != null) {
      throw usage("--config brings its services with it: leave out the command and its options");
    }
    Configuration read = ConfigurationFile.read(file, System.getenv());
    if (read.services().isEmpty()) {
      throw usage(file + " has no services");
    }
    return read.services();
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
