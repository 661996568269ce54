package dev.plimsoll.benchmarks.overhead;

import dev.plimsoll.benchmarks.load.Burst;
import dev.plimsoll.benchmarks.load.Generator;
import dev.plimsoll.benchmarks.peer.Footprint;
import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.peer.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One round: every peer is started once by itself for the time it takes; then all are started and
 * stay, and take turns at short bursts of load, so that what disturbs the machine disturbs all of
 * them.
 */
final class Round {
  private static final int FIXED_CONNECTIONS = 8;
  private static final int CLOSED_CONNECTIONS = 4;

  private final Plan plan;
  private final Stable stable;
  private final Generator generator;
  private final Readings readings;

  Round(Plan plan, Stable stable, Generator generator, Readings readings) {
    this.plan = plan;
    this.stable = stable;
    this.generator = generator;
    this.readings = readings;
  }

  void run(int round) throws IOException, InterruptedException {
    for (Peer peer : rotated(round)) {
      start(peer);
    }
    Map<Peer, Subject> subjects = new EnumMap<>(Peer.class);
    try {
      for (Peer peer : rotated(round)) {
        subjects.put(peer, stable.start(peer));
      }
      for (Peer peer : rotated(round)) {
        Subject subject = subjects.get(peer);
        generator.burst(
            subject.port(), plan.app().path(), CLOSED_CONNECTIONS, 0, plan.warmupMillis());
      }
      for (int burst = 0; burst < plan.bursts(); burst++) {
        for (Peer peer : rotated(burst)) {
          load(peer, subjects.get(peer));
        }
      }
      for (Peer peer : plan.peers()) {
        weigh(peer, subjects.get(peer));
      }
    } finally {
      for (Subject subject : subjects.values()) {
        subject.close();
      }
    }
  }

  /** Each peer is first as often as any other. */
  private List<Peer> rotated(int by) {
    List<Peer> peers = new ArrayList<>(plan.peers());
    Collections.rotate(peers, by);
    return peers;
  }

  private void start(Peer peer) throws IOException, InterruptedException {
    try (Subject subject = stable.start(peer)) {
      readings.add(peer, Figure.MAIN_MS, subject.start().mainMs());
      readings.add(peer, Figure.MAIN_CPU_MS, subject.start().mainCpuMs());
      readings.add(peer, Figure.ANSWER_MS, subject.start().answerMs());
      readings.add(peer, Figure.START_CPU_MS, subject.start().cpuMs());
    }
  }

  private void load(Peer peer, Subject subject) throws IOException {
    double before = subject.cpuMillis();
    Burst fixed =
        generator.burst(
            subject.port(), plan.app().path(), FIXED_CONNECTIONS, plan.rate(), plan.millis());
    double cpu = subject.cpuMillis() - before;
    readings.add(peer, Figure.CPU_MICROS, cpu * 1e3 / fixed.requests());
    readings.add(peer, Figure.P50_MICROS, fixed.p50());
    readings.add(peer, Figure.P99_MICROS, fixed.p99());
    readings.add(peer, Figure.P999_MICROS, fixed.p999());
    Burst closed =
        generator.burst(subject.port(), plan.app().path(), CLOSED_CONNECTIONS, 0, plan.millis());
    readings.add(peer, Figure.PER_SECOND, closed.requests() / closed.seconds());
    readings.add(peer, Figure.ERRORS, (double) (fixed.errors() + closed.errors()));
  }

  private void weigh(Peer peer, Subject subject) throws IOException, InterruptedException {
    Footprint footprint = subject.footprint();
    readings.add(peer, Figure.RSS_MIB, footprint.rssMib());
    readings.add(peer, Figure.PSS_MIB, footprint.pssMib());
    readings.add(peer, Figure.THREADS, footprint.threads());
    readings.add(peer, Figure.METASPACE_MIB, footprint.jvm().metaspaceMib());
    readings.add(peer, Figure.LIVE_MIB, footprint.jvm().liveMib());
    readings.add(peer, Figure.CLASSES, footprint.jvm().classes());
    readings.add(peer, Figure.STDERR_LINES, subject.errorLines().size());
  }
}
