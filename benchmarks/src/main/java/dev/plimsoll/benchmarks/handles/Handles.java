package dev.plimsoll.benchmarks.handles;

import dev.plimsoll.benchmarks.peer.Acceptor;
import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.peer.Scratch;
import dev.plimsoll.benchmarks.peer.Sink;
import dev.plimsoll.benchmarks.report.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures what a handle costs that is counted: {@code benchmarks/README.md} tells how. */
public final class Handles {
  private static final List<Peer> OFFERED =
      List.of(Peer.NONE, Peer.PLIMSOLL, Peer.FILE_LEAK_DETECTOR);
  private static final Set<String> OPTIONS =
      Set.of("only", "rounds", "bursts", "millis", "warmup", "jars", "spring", "table", "json");

  private final Options options;
  private final List<Peer> peers;
  private final int rounds;
  private final int bursts;
  private final int millis;
  private final Map<Peer, Map<Work, Cost>> costs = new EnumMap<>(Peer.class);

  private Handles(Options options) {
    this.options = options;
    peers = Peer.chosen(OFFERED, options.text("only", ""));
    rounds = options.number("rounds", 5);
    bursts = options.number("bursts", 10);
    millis = options.number("millis", 300);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Options options = new Options(args, OPTIONS);
    Handles handles = new Handles(options);
    handles.measure();
    HandleReport report = handles.report();
    System.out.print(report.markdown());
    if (options.has("table")) {
      Files.writeString(options.path("table"), report.markdown());
    }
    if (options.has("json")) {
      Files.writeString(options.path("json"), report.json());
    }
  }

  private void measure() throws IOException {
    try (Scratch scratch = new Scratch();
        Sink sink = new Sink();
        Acceptor acceptor = new Acceptor()) {
      for (int round = 0; round < rounds; round++) {
        System.err.printf("round %d of %d%n", round + 1, rounds);
        try (Crew crew = new Crew(peers, options, sink, acceptor, scratch.folder())) {
          round(crew);
        }
      }
      if (peers.contains(Peer.PLIMSOLL) && sink.posts() == 0) {
        throw new IOException("no batch of the agent arrived: its work was not measured");
      }
    }
  }

  private void round(Crew crew) {
    int warmup = options.number("warmup", 2_000);
    for (Work work : Work.values()) {
      peers.forEach(peer -> crew.measure(peer, work, warmup));
    }
    for (int burst = 0; burst < bursts; burst++) {
      for (Work work : Work.values()) {
        List<Peer> turn = new ArrayList<>(peers);
        Collections.rotate(turn, burst);
        for (Peer peer : turn) {
          costs
              .computeIfAbsent(peer, any -> new EnumMap<>(Work.class))
              .computeIfAbsent(work, any -> new Cost())
              .add(crew.measure(peer, work, millis));
        }
      }
    }
  }

  private HandleReport report() {
    String course = "%d rounds x %d bursts of %d ms".formatted(rounds, bursts, millis);
    return new HandleReport(course, peers, costs);
  }
}
