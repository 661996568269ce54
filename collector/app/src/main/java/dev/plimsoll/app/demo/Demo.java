package dev.plimsoll.app.demo;

import dev.plimsoll.app.client.CollectorClient;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Starts every process of the story, tells it in the terminal, and ends them all again. */
public final class Demo {
  private static final long START_MILLIS = 60_000;
  private static final long STOP_MILLIS = 4_000;

  private final DemoOptions options;
  private final PrintStream out;
  private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private final List<DemoProcess> processes = new ArrayList<>();
  private volatile boolean ending;

  public Demo(DemoOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs until the JVM is told to stop. */
  public void run() throws DemoException, IOException, InterruptedException {
    Path folder = folder();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder), "demo-end"));
    int port = port();
    URI page = URI.create("http://127.0.0.1:" + port);
    CollectorClient collector = new CollectorClient(page);
    Narrator narrator = new Narrator(collector, out);
    WebhookSink sink = new WebhookSink(text -> narrator.tellAlert(now(), text));
    Scenario scenario = Scenarios.named(options.scenario(), java, options.environment());
    Scenario.Part upstream = scenario.upstream();

    start("collector", folder, collectorCommand(folder, port, sink.url()));
    await("collector", () -> Ports.answers(port));
    start(upstream.name(), folder, upstream.command());
    await(upstream.name(), () -> Ports.answers(upstream.port()));
    start("supervisor", folder, supervisorCommand(page, scenario));
    await("supervisor", () -> Ports.answers(scenario.servicePort()));
    start("load", folder, scenario.load());

    greet(scenario, page, folder);
    while (!ending) {
      watchProcesses();
      narrator.tellNews(now());
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void greet(Scenario scenario, URI page, Path folder) {
    out.printf(
        """
        Plimsoll demo: %s

          page  %s
          logs  %s

          The service has a heap of %d MiB. In about three minutes its live heap crosses the
          load lines: warn at 70 %%, heap dump at 75 %%, replacement at 80 %%. Then it begins again.
          Ctrl-C ends everything.

        """,
        scenario.story(), page, folder, scenario.heapMib());
  }

  private Path folder() throws IOException {
    Path data = options.data();
    return data == null
        ? Files.createTempDirectory("plimsoll-demo-")
        : Files.createDirectories(data.toAbsolutePath());
  }

  private int port() throws DemoException, IOException {
    if (Ports.isFree(options.port())) {
      return options.port();
    }
    if (options.portIsFixed()) {
      throw new DemoException(
          "port %d is taken by another process; choose one with --port".formatted(options.port()));
    }
    return Ports.freeFrom(options.port() + 1);
  }

  private List<String> collectorCommand(Path folder, int port, URI webhook) throws IOException {
    Path configuration = folder.resolve("plimsoll.yml");
    Files.writeString(configuration, "alerts:\n  - { type: slack, url: \"" + webhook + "\" }\n");
    return plimsoll(
        "256m",
        "collector",
        "--port",
        Integer.toString(port),
        "--data",
        folder.resolve("data").toString(),
        "--config",
        configuration.toString(),
        // The story comes round every three minutes.
        "--dumps-per-hour",
        "60",
        "--replaces-per-hour",
        "60",
        "--stop-with-stdin");
  }

  private List<String> supervisorCommand(URI page, Scenario scenario) {
    List<String> command =
        plimsoll(
            "64m",
            "run",
            "--name",
            scenario.service(),
            "--port",
            Integer.toString(scenario.servicePort()),
            "--collector",
            page.toString(),
            "--stop-with-stdin",
            "--");
    command.addAll(scenario.command());
    return command;
  }

  private List<String> plimsoll(String heap, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+UseSerialGC");
    command.add("-jar");
    command.add(options.jar().toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private void start(String name, Path folder, List<String> command) throws IOException {
    Map<String, String> environment =
        Map.of("PLIMSOLL_STATE_DIR", folder.resolve("state").toString());
    synchronized (processes) {
      processes.add(DemoProcess.start(name, folder, environment, command));
    }
  }

  private void await(String name, BooleanSupplier answers)
      throws DemoException, InterruptedException {
    long deadline = now() + START_MILLIS;
    while (!answers.getAsBoolean()) {
      watchProcesses();
      if (now() > deadline) {
        throw new DemoException(
            "the %s did not answer within %d s".formatted(name, START_MILLIS / 1000));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void watchProcesses() throws DemoException {
    synchronized (processes) {
      for (DemoProcess process : processes) {
        // A Ctrl-C in a terminal goes to every process of the demo, and to this one as well.
        if (!process.isAlive() && !ending) {
          throw new DemoException(
              "the %s ended; its last words:%n%s".formatted(process.name(), process.lastWords()));
        }
      }
    }
  }

  private void end(Path folder) {
    ending = true;
    long deadline = now() + STOP_MILLIS;
    synchronized (processes) {
      processes.forEach(DemoProcess::askToStop);
      try {
        for (DemoProcess process : processes) {
          process.stopWithin(deadline - now());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (options.data() == null) {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("could not remove " + folder + ": " + e.getMessage());
    }
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
