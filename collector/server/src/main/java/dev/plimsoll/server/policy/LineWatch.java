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

  /** This part of the way from the restart line to the end of the heap is no spike's height. */
  private static final double FAR = 0.4;

  /** Risen by so much of max heap since it crossed the line, it has not reached its height yet. */
  private static final double CLIMB = 0.02;

  /** That takes the spike's time divided by this, lest a climb to its height be taken for more. */
  private static final int CLIMBS_SOONER = 4;

  /** A line crossed or cleared. */
  record Change(Line line, boolean crossed) {}

  private final Set<Line> over = EnumSet.noneOf(Line.class);

  /** Readings in a row that speak for a change of the line. */
  private final Map<Line, Integer> inARow = new EnumMap<>(Line.class);

  /** When the first of those readings was taken. */
  private final Map<Line, Long> firstAt = new EnumMap<>(Line.class);

  private final long spikeMs;
  private double firstFraction;
  private long lastAt = Long.MIN_VALUE;

  /**
   * Over no line.
   *
   * @param spikeMs how long it takes over the restart line to be more than a spike
   */
  LineWatch(long spikeMs) {
    this.spikeMs = spikeMs;
  }

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

  /**
   * A batch that is over in ten seconds must not cost a process its life; one that goes on climbing
   * is none, and one that is far over the line can't wait.
   */
  private boolean isSpike(Depth depth, double mark) {
    long lasted = depth.at() - firstAt.getOrDefault(Line.RESTART, depth.at());
    boolean far = depth.fraction() >= mark + (1 - mark) * FAR;
    boolean climbs = depth.fraction() >= firstFraction + CLIMB && lasted >= spikeMs / CLIMBS_SOONER;
    return lasted < spikeMs && !far && !climbs;
  }

  private boolean changes(Line line, Depth depth, Policy policy) {
    double fraction = depth.fraction();
    double mark = line.of(policy.lines());
    boolean crossing = !over.contains(line);
    boolean speaksForChange = crossing ? fraction >= mark : fraction < mark - policy.hysteresis();
    int before = inARow.getOrDefault(line, 0);
    if (speaksForChange && before == 0) {
      firstAt.put(line, depth.at());
      firstFraction = line == Line.RESTART ? fraction : firstFraction;
    }
    if (speaksForChange && crossing && isOldNews(line, before, depth)) {
      return false;
    }
    int count = speaksForChange ? before + 1 : 0;
    boolean waits = line == Line.RESTART && crossing && isSpike(depth, mark);
    boolean changed = count >= policy.confirmations() && !waits;
    inARow.put(line, changed ? 0 : count);
    if (changed) {
      restore(line, !over.contains(line));
    }
    return changed;
  }
}
