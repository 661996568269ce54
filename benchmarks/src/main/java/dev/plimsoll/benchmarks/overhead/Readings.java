package dev.plimsoll.benchmarks.overhead;

import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.report.Series;
import java.util.EnumMap;
import java.util.Map;

/** All readings of a run, by peer and figure. */
final class Readings {
  private final Map<Peer, Map<Figure, Series>> all = new EnumMap<>(Peer.class);

  void add(Peer peer, Figure figure, double value) {
    all.computeIfAbsent(peer, any -> new EnumMap<>(Figure.class))
        .computeIfAbsent(figure, any -> new Series())
        .add(value);
  }

  /** Empty for what was not measured. */
  Series of(Peer peer, Figure figure) {
    return all.getOrDefault(peer, Map.of()).getOrDefault(figure, new Series());
  }

  /** Against no agent, pair by pair. */
  Series ratio(Peer peer, Figure figure) {
    return of(peer, figure).over(of(Peer.NONE, figure));
  }
}
