package dev.plimsoll.benchmarks.replace;

import dev.plimsoll.benchmarks.peer.FreePort;
import dev.plimsoll.benchmarks.peer.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Each keeper of servers replaces one so many times while clients ask it in a closed loop, with
 * connections that are kept and with one for each request; prints a Markdown table of what failed.
 */
public final class Replace {
  private static final String CLOSE =
      "process.on('SIGINT', () => server.close(() => process.exit()));";
  private static final String DRAIN =
      "process.on('SIGINT', () => { closing = true; setTimeout(() => process.exit(), 1500); });";

  private final Path agent;
  private final int replacements;
  private final int clients;
  private final int millis;
  private final List<String> only;

  private Replace(Map<String, String> options) {
    this.agent = Path.of(options.getOrDefault("--agent", ""));
    this.replacements = Integer.parseInt(options.getOrDefault("--replacements", "20"));
    this.clients = Integer.parseInt(options.getOrDefault("--clients", "60"));
    this.millis = Integer.parseInt(options.getOrDefault("--millis", "5"));
    this.only =
        options.containsKey("--only") ? List.of(options.get("--only").split(",", -1)) : List.of();
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    new Replace(options).run();
  }

  /** Makes a contender with a folder of its own. */
  private interface Maker {
    Contender make(Path folder);
  }

  private void run() throws Exception {
    System.out.printf(
        "Failed requests of %d replacements, %d clients, answers after %d ms, Java %s.%n%n"
            + "| keeper and server | kept connections | answered | failed | why |%n"
            + "| --- | --- | ---: | ---: | --- |%n",
        replacements, clients, millis, Runtime.version().feature());
    for (Map.Entry<String, Maker> contender : contenders().entrySet()) {
      String key = contender.getKey().split(",", -1)[0];
      if (only.isEmpty() || only.contains(key)) {
        line(contender.getKey(), contender.getValue(), true);
        line(contender.getKey(), contender.getValue(), false);
      }
    }
  }

  private Map<String, Maker> contenders() {
    Map<String, Maker> all = new LinkedHashMap<>();
    all.put("plimsoll, jdk.httpserver", folder -> new Plimsoll(folder, agent, server("jdk")));
    all.put("plimsoll, ServerSocket", folder -> new Plimsoll(folder, agent, server("socket")));
    all.put("reuseport, ServerSocket that drains", folder -> new ReusePort(server("shared")));
    all.put("pm2, Node http", folder -> new Pm2(folder, millis, ""));
    all.put("pm2, Node http with server.close()", folder -> new Pm2(folder, millis, CLOSE));
    all.put("pm2, Node http that drains", folder -> new Pm2(folder, millis, DRAIN));
    return all;
  }

  private IntFunction<List<String>> server(String kind) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return port -> {
      List<String> command = new ArrayList<>(List.of(java, "-Xmx128m", "-cp"));
      command.add(System.getProperty("java.class.path"));
      command.addAll(List.of(Server.class.getName(), kind, "" + port, "" + millis));
      return command;
    };
  }

  private void line(String name, Maker maker, boolean keepAlive) throws Exception {
    try (Scratch scratch = new Scratch();
        Contender contender = maker.make(scratch.folder())) {
      int port = FreePort.find();
      contender.start(port);
      try (Clients load = new Clients(port, clients, keepAlive)) {
        for (int done = 0; done < replacements; done++) {
          contender.replace();
        }
        load.close();
        System.out.printf(
            "| %s | %s | %,d | %,d | %s |%n",
            name, keepAlive ? "yes" : "no", load.answered(), load.failed(), load.failures());
      }
    } catch (IOException e) {
      System.out.printf("| %s | | | | not run: %s |%n", name, e.getMessage());
    }
  }
}
