package dev.plimsoll.benchmarks.node;

import dev.plimsoll.benchmarks.load.Burst;
import dev.plimsoll.benchmarks.load.Generator;
import dev.plimsoll.benchmarks.peer.Node;
import dev.plimsoll.benchmarks.peer.Subject;
import dev.plimsoll.benchmarks.report.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures what the Node agent and its peers cost a server, in the way of {@code Overhead}: each is
 * started alone for its start, then all stay and take turns at short bursts of load.
 */
public final class NodeOverhead {
  private static final int FIXED_CONNECTIONS = 8;
  private static final int CLOSED_CONNECTIONS = 4;
  private static final double MIB = 1 << 20;

  private final NodeServers servers;
  private final Generator generator;
  private final NodeReadings readings = new NodeReadings();
  private final Options options;

  private NodeOverhead(NodeServers servers, Generator generator, Options options) {
    this.servers = servers;
    this.generator = generator;
    this.options = options;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Options options =
        new Options(
            args,
            Set.of(
                "app", "node", "only", "rounds", "bursts", "millis", "warmup", "rate", "agent",
                "kept", "table"));
    var node = Node.fetch(options.text("node", "22"), options.path("kept"));
    String app = options.text("app", "http");
    try (NodeServers servers =
            new NodeServers(
                node,
                options.path("kept"),
                options.path("agent"),
                app,
                chosen(options.text("only", "")));
        Generator generator = new Generator()) {
      NodeOverhead overhead = new NodeOverhead(servers, generator, options);
      overhead.measure();
      String table =
          "Node %s, `%s`, %d requests/s at the fixed rate; median of %d rounds x %d bursts of %d ms%n%n%s"
              .formatted(
                  Node.version(node),
                  app,
                  overhead.rate(),
                  overhead.rounds(),
                  overhead.bursts(),
                  overhead.millis(),
                  overhead.readings.markdown(servers.peers()));
      System.out.print(table);
      if (options.has("table")) {
        Files.writeString(options.path("table"), table);
      }
    }
  }

  private static List<NodePeer> chosen(String keys) {
    List<String> wanted = List.of(keys.split(",", -1));
    return Arrays.stream(NodePeer.values())
        .filter(peer -> keys.isEmpty() || peer == NodePeer.NONE || wanted.contains(peer.key()))
        .toList();
  }

  private int rate() {
    return options.number("rate", 1_000);
  }

  private int rounds() {
    return options.number("rounds", 5);
  }

  private int bursts() {
    return options.number("bursts", 6);
  }

  private int millis() {
    return options.number("millis", 1_500);
  }

  private void measure() throws IOException, InterruptedException {
    for (NodePeer peer : servers.peers()) {
      // Not counted: it fills the disk's cache.
      servers.start(peer).close();
    }
    for (int round = 0; round < rounds(); round++) {
      System.err.printf("round %d of %d%n", round + 1, rounds());
      for (NodePeer peer : rotated(round)) {
        starts(peer);
      }
      loads(round);
    }
    if (servers.peers().contains(NodePeer.PLIMSOLL) && servers.posts(NodePeer.PLIMSOLL) == 0) {
      throw new IOException("no batch of the agent arrived: its work was not measured");
    }
  }

  private void starts(NodePeer peer) throws IOException, InterruptedException {
    try (Subject subject = servers.start(peer)) {
      readings.add(peer, NodeFigure.MAIN_MS, subject.start().mainMs());
      readings.add(peer, NodeFigure.MAIN_CPU_MS, subject.start().mainCpuMs());
      readings.add(peer, NodeFigure.ANSWER_MS, subject.start().answerMs());
      readings.add(peer, NodeFigure.START_CPU_MS, subject.start().cpuMs());
    }
  }

  private void loads(int round) throws IOException, InterruptedException {
    Map<NodePeer, Subject> subjects = new EnumMap<>(NodePeer.class);
    try {
      for (NodePeer peer : rotated(round)) {
        subjects.put(peer, servers.start(peer));
      }
      for (NodePeer peer : rotated(round)) {
        burst(subjects.get(peer), 0, options.number("warmup", 4_000));
      }
      for (int burst = 0; burst < bursts(); burst++) {
        for (NodePeer peer : rotated(burst)) {
          load(peer, subjects.get(peer));
        }
      }
      for (NodePeer peer : servers.peers()) {
        weigh(peer, subjects.get(peer));
      }
    } finally {
      for (Subject subject : subjects.values()) {
        subject.close();
      }
    }
  }

  /** Each peer is first as often as any other. */
  private List<NodePeer> rotated(int by) {
    List<NodePeer> peers = new ArrayList<>(servers.peers());
    Collections.rotate(peers, by);
    return peers;
  }

  private Burst burst(Subject subject, int rate, int millis) throws IOException {
    int connections = rate == 0 ? CLOSED_CONNECTIONS : FIXED_CONNECTIONS;
    return generator.burst(subject.port(), NodeServers.PATH, connections, rate, millis);
  }

  private void load(NodePeer peer, Subject subject) throws IOException {
    footprint(subject);
    double before = subject.cpuMillis();
    Burst fixed = burst(subject, rate(), millis());
    double cpu = subject.cpuMillis() - before;
    readings.add(peer, NodeFigure.CPU_MICROS, cpu * 1e3 / fixed.requests());
    readings.add(peer, NodeFigure.P50_MICROS, fixed.p50());
    readings.add(peer, NodeFigure.P99_MICROS, fixed.p99());
    readings.add(peer, NodeFigure.LOOP_MS, footprint(subject)[2]);
    Burst closed = burst(subject, 0, millis());
    readings.add(peer, NodeFigure.PER_SECOND, closed.requests() / closed.seconds());
    readings.add(peer, NodeFigure.ERRORS, (double) (fixed.errors() + closed.errors()));
  }

  private void weigh(NodePeer peer, Subject subject) throws IOException {
    readings.add(peer, NodeFigure.RSS_MIB, subject.rssMib());
    readings.add(peer, NodeFigure.THREADS, subject.threads());
    double[] held = footprint(subject);
    readings.add(peer, NodeFigure.LIVE_MIB, held[0] / MIB);
    readings.add(peer, NodeFigure.EXTERNAL_MIB, held[1] / MIB);
    readings.add(peer, NodeFigure.STDERR_LINES, subject.errorLines().size());
  }

  /** Live heap and external in bytes; p99 of the event loop's delay in ms since the last time. */
  private static double[] footprint(Subject subject) throws IOException {
    String told = subject.ask("/footprint");
    return Arrays.stream(told.strip().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }
}
