package dev.plimsoll.benchmarks.soak;

import dev.plimsoll.benchmarks.peer.Peer;
import dev.plimsoll.benchmarks.report.Series;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The readings of all servers, step by step. */
final class Course {
  private final Map<Peer, List<Reading>> readings = new EnumMap<>(Peer.class);

  void add(Peer peer, Reading reading) {
    readings.computeIfAbsent(peer, any -> new ArrayList<>()).add(reading);
  }

  Reading last(Peer peer) {
    List<Reading> all = readings.get(peer);
    return all.get(all.size() - 1);
  }

  List<Reading> of(Peer peer) {
    return List.copyOf(readings.get(peer));
  }

  /**
   * What the agent adds in one third of the course: the median of the differences, step by step.
   */
  double added(ToDoubleFunction<Reading> figure, int third) {
    List<Reading> with = readings.get(Peer.PLIMSOLL);
    List<Reading> without = readings.get(Peer.NONE);
    int from = with.size() * third / 3;
    int to = with.size() * (third + 1) / 3;
    Series added = new Series();
    for (int i = from; i < to; i++) {
      added.add(figure.applyAsDouble(with.get(i)) - figure.applyAsDouble(without.get(i)));
    }
    return added.median();
  }

  /** By how much that is more in the last third than in the second; the first warms up. */
  double growth(ToDoubleFunction<Reading> figure) {
    return added(figure, 2) - added(figure, 1);
  }
}
