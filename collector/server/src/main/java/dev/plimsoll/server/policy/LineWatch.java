package dev.plimsoll.server.policy;

import dev.plimsoll.wire.command.Policy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which load lines a run is over. It takes several readings in a row to cross a line and as many,
 * lower by the hysteresis, to clear it; so one episode is one crossing however live heap trembles.
 */
final class LineWatch {

  /** A line crossed or cleared. */
  record Change(Line line, boolean crossed) {}

  private final Set<Line> over = EnumSet.noneOf(Line.class);

  /** Readings in a row that speak for a change of the line. */
  private final Map<Line, Integer> inARow = new EnumMap<>(Line.class);

  private long lastAt = Long.MIN_VALUE;

  boolean over(Line line) {
    return over.contains(line);
  }

  /** Takes up where the journal says the run was. */
  void restore(Line line, boolean crossed) {
    if (crossed) {
      over.add(line);
    } else {
      over.remove(line);
    }
  }

  /**
   * Takes the next reading; one that is not newer than the last says nothing. Crossings come from
   * the lowest line up, clearings from the highest down.
   */
  List<Change> read(Depth depth, Policy policy) {
    if (depth.at() <= lastAt) {
      return List.of();
    }
    lastAt = depth.at();
    List<Change> changes = new ArrayList<>();
    for (Line line : Line.values()) {
      if (changes(line, depth.fraction(), policy)) {
        Change change = new Change(line, over.contains(line));
        changes.add(change.crossed() ? changes.size() : 0, change);
      }
    }
    return changes;
  }

  private boolean changes(Line line, double fraction, Policy policy) {
    double mark = line.of(policy.lines());
    boolean speaksForChange =
        over.contains(line) ? fraction < mark - policy.hysteresis() : fraction >= mark;
    int count = speaksForChange ? inARow.getOrDefault(line, 0) + 1 : 0;
    boolean changed = count >= policy.confirmations();
    inARow.put(line, changed ? 0 : count);
    if (changed) {
      restore(line, !over.contains(line));
    }
    return changed;
  }
}
