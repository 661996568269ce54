package dev.plimsoll.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Rounds of: no agent, the JFR floor, Plimsoll, one after the other, so that drift of the machine
 * hits all alike. Prints medians as a table, each beside its ratio to no agent.
 */
public final class Overhead {
  private static final String NONE = "no agent";

  private final Map<String, List<Reading>> readings = new LinkedHashMap<>();

  private Overhead() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    int rounds = Integer.parseInt(options.getOrDefault("--rounds", "5"));
    int seconds = Integer.parseInt(options.getOrDefault("--seconds", "8"));
    int rate = Integer.parseInt(options.getOrDefault("--rate", "500"));
    new Overhead().run(options.get("--agent"), rounds, seconds, rate);
  }

  private void run(String agent, int rounds, int seconds, int rate)
      throws IOException, InterruptedException {
    try (Ingest ingest = new Ingest()) {
      Map<String, List<String>> commands = new LinkedHashMap<>();
      commands.put(NONE, command("HelloServer"));
      commands.put("JFR stream, the floor", command("FloorAgent"));
      commands.put(
          "Plimsoll",
          command(
              "HelloServer", "-javaagent:" + agent + "=service=hello,collector=" + ingest.url()));
      for (int round = 1; round <= rounds; round++) {
        for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
          System.err.printf("round %d of %d: %s%n", round, rounds, entry.getKey());
          try (Server server = Server.start(entry.getValue())) {
            readings
                .computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                .add(server.measure(seconds, rate));
          }
        }
      }
      if (ingest.batches() == 0) {
        throw new IOException("no batch of the agent arrived: nothing was measured");
      }
    }
    print(rounds, seconds, rate);
  }

  private static List<String> command(String main, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Touched from the start, so that only what an agent adds moves the resident set.
    command.addAll(List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"));
    command.add("-XX:+UseG1GC");
    // Without it the server of Java 17 waits 40 ms for an ACK on kept connections.
    command.add("-Dsun.net.httpserver.nodelay=true");
    Collections.addAll(command, flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.plimsoll.benchmarks.overhead." + main);
    return command;
  }

  private void print(int rounds, int seconds, int rate) {
    System.out.printf(
        "Java %s, median of %d rounds, %d requests/s for %d s after as long a warm-up%n%n",
        Runtime.version(), rounds, rate, seconds);
    System.out.println("| | start ms | CPU us/request | p50 us | p99 us | RSS MiB | threads |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    for (String name : readings.keySet()) {
      System.out.printf(
          "| %s | %s | %s | %s | %s | %s | %s |%n",
          name,
          cell(name, Reading::startMs),
          cell(name, Reading::cpuMicros),
          cell(name, Reading::p50Micros),
          cell(name, Reading::p99Micros),
          cell(name, Reading::rssMib),
          cell(name, Reading::threads));
    }
  }

  private String cell(String name, ToDoubleFunction<Reading> figure) {
    double value = median(readings.get(name), figure);
    double none = median(readings.get(NONE), figure);
    return name.equals(NONE)
        ? "%.0f".formatted(value)
        : "%.0f (%.2f)".formatted(value, value / none);
  }

  private static double median(List<Reading> all, ToDoubleFunction<Reading> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
