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

  /** When the first of those readings was taken. */
  private final Map<Line, Long> firstAt = new EnumMap<>(Line.class);

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
      if (changes(line, depth, policy)) {
        Change change = new Change(line, over.contains(line));
        changes.add(change.crossed() ? changes.size() : 0, change);
      }
    }
    return changes;
  }

  /**
   * What an idle process repeats each second says nothing new: all since its last collection may be
   * garbage by now. Only the restart line costs a process its life, so only there it matters.
   */
  private boolean isOldNews(Line line, int before, Depth depth) {
    return line == Line.RESTART
        && before > 0
        && depth.provenAt() <= firstAt.getOrDefault(line, Long.MIN_VALUE);
  }

  private boolean changes(Line line, Depth depth, Policy policy) {
    double fraction = depth.fraction();
    double mark = line.of(policy.lines());
    boolean crossing = !over.contains(line);
    boolean speaksForChange = crossing ? fraction >= mark : fraction < mark - policy.hysteresis();
    int before = inARow.getOrDefault(line, 0);
    if (speaksForChange && before == 0) {
      firstAt.put(line, depth.at());
    }
    if (speaksForChange && crossing && isOldNews(line, before, depth)) {
      return false;
    }
    int count = speaksForChange ? before + 1 : 0;
    boolean changed = count >= policy.confirmations();
    inARow.put(line, changed ? 0 : count);
    if (changed) {
      restore(line, !over.contains(line));
    }
    return changed;
  }
}
