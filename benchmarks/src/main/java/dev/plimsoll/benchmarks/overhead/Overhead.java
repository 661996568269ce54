package dev.plimsoll.benchmarks.overhead;

import dev.plimsoll.benchmarks.load.Generator;
import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.report.Options;
import java.io.IOException;
import java.nio.file.Files;

/** Measures what agents cost a server: {@code benchmarks/README.md} tells how and what. */
public final class Overhead {
  private Overhead() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Options options = new Options(args, Plan.OPTIONS);
    Plan plan = Plan.of(options);
    Report report = new Report(plan, measure(plan));
    System.out.print(report.markdown());
    if (options.has("table")) {
      Files.writeString(options.path("table"), report.markdown());
    }
    if (options.has("json")) {
      Files.writeString(options.path("json"), report.json());
    }
  }

  private static Readings measure(Plan plan) throws IOException, InterruptedException {
    Readings readings = new Readings();
    try (Stable stable = new Stable(plan);
        Generator generator = new Generator()) {
      for (Peer peer : plan.peers()) {
        // Not counted: it fills the caches, the disk's and the agent's own.
        stable.start(peer).close();
      }
      for (int round = 0; round < plan.rounds(); round++) {
        System.err.printf("round %d of %d%n", round + 1, plan.rounds());
        new Round(plan, stable, generator, readings).run(round);
      }
      for (Peer peer : plan.peers()) {
        System.err.printf(
            "%s delivered %d posts of %d bytes in all%n",
            peer.label(), stable.sink(peer).posts(), stable.sink(peer).bytes());
      }
      if (plan.peers().contains(Peer.PLIMSOLL) && stable.sink(Peer.PLIMSOLL).posts() == 0) {
        throw new IOException("no batch of the agent arrived: its work was not measured");
      }
    }
    return readings;
  }
}
