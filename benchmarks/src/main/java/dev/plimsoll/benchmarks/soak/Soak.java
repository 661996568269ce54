package dev.plimsoll.benchmarks.soak;

import dev.plimsoll.benchmarks.peer.Acceptor;
import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.peer.Scratch;
import dev.plimsoll.benchmarks.peer.Sink;
import dev.plimsoll.benchmarks.report.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Loads a server with the agent and one without for long, side by side, and compares what they
 * hold: {@code benchmarks/README.md} tells how.
 */
final class Soak {
  private static final List<Peer> PEERS = List.of(Peer.NONE, Peer.PLIMSOLL);
  private static final Set<String> OPTIONS =
      Set.of("minutes", "step", "rate", "jars", "spring", "table");
  private static final List<String> TABLES =
      List.of(
          "handles",
          "requests.in",
          "requests.out",
          "agent.queue",
          "agent.dropped",
          "agent.errors",
          "agent.off");
  private static final long REST_MS = 3_000;

  /**
   * What came out.
   *
   * @param tables what the agent holds at rest afterwards, by metric
   */
  record Result(Course course, Map<String, Double> tables) {}

  private Soak() {}

  public static void main(String[] args) throws Exception {
    Options options = new Options(args, OPTIONS);
    int minutes = options.number("minutes", 60);
    int stepSeconds = options.number("step", 60);
    int rate = options.number("rate", 2_000);
    int steps = Math.max(3, minutes * 60 / stepSeconds);
    Result result = run(options.path("jars"), steps, stepSeconds, rate);
    String particular =
        "Tomcat, %d requests/s to each server, each over a new connection, with a file and a"
            + " connection opened and closed in it; %d steps of %d s, a new web application"
            + " after each";
    String report =
        new SoakReport(particular.formatted(rate, steps, stepSeconds), result).markdown();
    System.out.print(report);
    if (options.has("table")) {
      Files.writeString(options.path("table"), report);
    }
  }

  /**
   * Runs it.
   *
   * @param jars folder with the agent's jar
   * @param steps how often everything is read, and the web application replaced
   */
  static Result run(Path jars, int steps, int stepSeconds, int rate)
      throws IOException, InterruptedException, ExecutionException {
    Course course = new Course();
    Map<String, Double> tables = new LinkedHashMap<>();
    try (Scratch scratch = new Scratch();
        Sink sink = new Sink();
        Acceptor neighbour = new Acceptor()) {
      List<Server> servers = new ArrayList<>();
      try {
        for (Peer peer : PEERS) {
          Path own = Files.createDirectories(scratch.folder().resolve(peer.key()));
          servers.add(new Server(peer, peer.variant(jars, sink.url(), own), neighbour.port(), own));
        }
        for (int step = 0; step < steps; step++) {
          together(servers, rate, stepSeconds * 1_000L);
          for (Server server : servers) {
            course.add(server.peer(), server.read());
          }
          System.err.printf("step %d of %d%n", step + 1, steps);
        }
        // What was open has been closed, and a sample taken since.
        TimeUnit.MILLISECONDS.sleep(REST_MS);
        TABLES.forEach(metric -> tables.put(metric, sink.latest(metric)));
      } finally {
        for (Server server : servers) {
          server.close();
        }
      }
    }
    return new Result(course, tables);
  }

  private static void together(List<Server> servers, int rate, long millis)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(servers.size());
    try {
      List<Future<?>> steps = new ArrayList<>();
      for (Server server : servers) {
        steps.add(
            threads.submit(
                () -> {
                  server.soak(rate, millis);
                  return null;
                }));
      }
      for (Future<?> step : steps) {
        step.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
