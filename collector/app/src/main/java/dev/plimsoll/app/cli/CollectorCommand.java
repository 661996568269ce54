package dev.plimsoll.app.cli;

import dev.plimsoll.app.config.Configuration;
import dev.plimsoll.app.config.ConfigurationException;
import dev.plimsoll.app.config.ConfigurationFile;
import dev.plimsoll.server.Collector;
import dev.plimsoll.server.CollectorOptions;
import dev.plimsoll.server.CollectorStartException;
import dev.plimsoll.server.alerts.Webhook;
import dev.plimsoll.server.dumps.AnalysisCommand;
import dev.plimsoll.server.policy.ActionLimits;
import dev.plimsoll.supervisor.spec.ServiceSpec;
import dev.plimsoll.wire.run.Lines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "collector",
    description =
        "Records what agents report, shows it on a web page, decides when a dump or a replacement "
            + "is due, and tells the chat. Runs until it is told to end.",
    mixinStandardHelpOptions = true)
final class CollectorCommand implements Callable<Integer> {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** Enough for dumps of about 2 GiB; a larger one is kept, and its summary says what it lacked. */
  private static final int ANALYSIS_MIB = 1024;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7070",
      description = "Port of the page and of the API (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = CollectorOptions.DEFAULT_HOST,
      description =
          "Address to listen on (default: ${DEFAULT-VALUE}). Nothing here asks for a password: "
              + "put a proxy that does in front before you open it to others.")
  private String host;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where recordings and dumps are kept (default: $XDG_DATA_HOME/plimsoll, else "
              + "~/.local/share/plimsoll).")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "plimsoll.yml, for its alerts and load lines.")
  private @Nullable Path configuration;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "Where people reach the page, for links in alerts (default: its own address).")
  private @Nullable URI publicUrl;

  @Option(
      names = "--dumps-per-hour",
      paramLabel = "N",
      description = "Most heap dumps of one service within an hour (default: ${DEFAULT-VALUE}).")
  private int dumpsPerHour = ActionLimits.DEFAULT.dumpsPerServiceHour();

  @Option(
      names = "--replaces-per-hour",
      paramLabel = "N",
      description = "Most replacements of one instance within an hour (default: ${DEFAULT-VALUE}).")
  private int replacesPerHour = ActionLimits.DEFAULT.replacesPerHour();

  @Option(names = "--stop-with-stdin", hidden = true)
  private boolean stopWithStdin;

  @Override
  public Integer call()
      throws IOException, ConfigurationException, CollectorStartException, InterruptedException {
    Configuration read =
        configuration == null
            ? Configuration.EMPTY
            : ConfigurationFile.read(configuration, System.getenv());
    Collector collector = Collector.start(options(read));
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  collector.close();
                  ended.countDown();
                },
                "collector-end"));
    if (stopWithStdin) {
      StdinWatch.start();
    }
    System.out.printf("plimsoll collector: %s  (data in %s)%n", collector.url(), dataFolder());
    ended.await();
    return 0;
  }

  private CollectorOptions options(Configuration read) throws IOException {
    return CollectorOptions.in(dataFolder())
        .at(host, port)
        .publicUrl(publicUrl)
        .lines(lines(read))
        .limits(limits())
        .webhooks(read.webhooks().stream().map(Webhook::new).toList())
        .analysis(AnalysisCommand.heapSummary(JAVA, OwnJar.find().toString(), ANALYSIS_MIB));
  }

  private ActionLimits limits() {
    ActionLimits usual = ActionLimits.DEFAULT;
    return new ActionLimits(
        usual.dumpsPerRun(),
        dumpsPerHour,
        replacesPerHour,
        usual.dumpWaitMs(),
        usual.staleMs(),
        usual.spikeMs());
  }

  private static Map<String, Lines> lines(Configuration read) {
    Map<String, Lines> lines = new HashMap<>();
    for (ServiceSpec service : read.services()) {
      if (service.lines() != null) {
        lines.put(service.name(), service.lines());
      }
    }
    return lines;
  }

  private Path dataFolder() {
    if (data != null) {
      return data.toAbsolutePath();
    }
    String base = System.getenv().getOrDefault("XDG_DATA_HOME", "");
    return base.isBlank()
        ? Path.of(System.getProperty("user.home"), ".local", "share", "plimsoll")
        : Path.of(base, "plimsoll");
  }
}
