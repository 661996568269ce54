package dev.plimsoll.server.policy;

import dev.plimsoll.store.RunState;
import dev.plimsoll.wire.command.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ladder: warn, dump, replace. Decides from readings alone, does nothing itself, and has no
 * clock.
 *
 * <p>A replacement that is due waits for a dump of the run, for the cooldown of the instance and
 * for the hourly limit; {@link #due} is asked until it may happen, the line is cleared, or the run
 * goes away.
 */
final class PolicyEngine {
  private final ActionLimits limits;
  private final Map<String, RunWatch> watches = new HashMap<>();
  private final Tally dumps = new Tally();
  private final Tally replaces = new Tally();

  PolicyEngine(ActionLimits limits) {
    this.limits = limits;
  }

  /** What follows from a reading, apart from a replacement that became due by it. */
  List<Decision> read(Subject run, Depth depth, Policy policy, long now) {
    // A reading from the future would make all that follow look old.
    if (run.state().ended() || Math.abs(now - depth.at()) > limits.staleMs()) {
      return List.of();
    }
    RunWatch watch = watch(run.run());
    List<Decision> decisions = new ArrayList<>();
    for (LineWatch.Change change : watch.lines.read(depth, policy)) {
      if (change.crossed()) {
        cross(run, watch, change.line(), depth, now, decisions);
      } else {
        clear(watch, change.line(), depth, decisions);
      }
    }
    if (watch.wanted && watch.lines.over(Line.RESTART) && run.supervised()) {
      watch.becomesDue(depth, now);
    }
    return decisions;
  }

  /** Whether the replacement that is due happens now. */
  List<Decision> due(Subject run, Policy policy, long now) {
    RunWatch watch = watches.get(run.run());
    if (watch == null || watch.due == null) {
      return List.of();
    }
    Depth depth = watch.due;
    if (run.state().ended() || run.state() == RunState.DRAINING) {
      watch.notDue();
      return List.of();
    }
    boolean waitsForDump = run.capturing() && now - watch.dueSince < limits.dumpWaitMs();
    boolean cooling = replaces.within(run.place(), policy.cooldownMs(), now);
    if (watch.isReplacing(now) || waitsForDump || cooling || run.state() == RunState.LOST) {
      return List.of();
    }
    if (replaces.lastHour(run.place(), now) >= limits.replacesPerHour()) {
      return withhold(watch, depth);
    }
    watch.notDue();
    watch.replacing(now);
    replaces.add(run.place(), now);
    return List.of(new Decision.Replace(depth));
  }

  /** A replacement of the run began, whoever asked for it. */
  void replaceStarted(String run, long now) {
    watch(run).replacing(now);
  }

  /** It failed, or nobody took it up: while the run is over the line it is due again. */
  void replaceFailed(String run) {
    RunWatch watch = watch(run);
    watch.notReplacing();
    watch.wanted = true;
  }

  void forget(String run) {
    watches.remove(run);
  }

  void restoreLine(String run, Line line, boolean crossed) {
    watch(run).lines.restore(line, crossed);
  }

  void restoreDump(String run, String service, long at) {
    watch(run).dumps++;
    dumps.add(service, at);
  }

  void restoreReplace(String run, String place, long at, boolean open) {
    replaces.add(place, at);
    if (open) {
      watch(run).replacing(at);
    }
  }

  private void cross(
      Subject run, RunWatch watch, Line line, Depth depth, long now, List<Decision> decisions) {
    switch (line) {
      case WARN -> decisions.add(new Decision.Crossed(line, depth, ""));
      case DUMP -> crossDump(run, watch, depth, now, decisions);
      case RESTART -> crossRestart(run, watch, depth, now, decisions);
    }
  }

  private void crossDump(
      Subject run, RunWatch watch, Depth depth, long now, List<Decision> decisions) {
    String why = whyNoDump(run, watch, now);
    if (!why.isEmpty()) {
      decisions.add(new Decision.Crossed(Line.DUMP, depth, "No heap dump is taken: " + why + "."));
      return;
    }
    watch.dumps++;
    dumps.add(run.service(), now);
    decisions.add(new Decision.Crossed(Line.DUMP, depth, "A heap dump is being taken."));
    decisions.add(new Decision.TakeDump());
  }

  private String whyNoDump(Subject run, RunWatch watch, long now) {
    if (run.state() == RunState.DRAINING) {
      return "the run is draining";
    }
    if (run.capturing()) {
      return "one is under way";
    }
    if (watch.dumps >= limits.dumpsPerRun()) {
      return "this run had " + limits.dumpsPerRun() + " already";
    }
    if (dumps.lastHour(run.service(), now) >= limits.dumpsPerServiceHour()) {
      return "the service had " + limits.dumpsPerServiceHour() + " within the hour";
    }
    return "";
  }

  private static void crossRestart(
      Subject run, RunWatch watch, Depth depth, long now, List<Decision> decisions) {
    String doing;
    if (run.state() == RunState.DRAINING || watch.isReplacing(now)) {
      doing = "It is being replaced already.";
    } else if (run.supervised()) {
      doing = "It will be replaced.";
      watch.becomesDue(depth, now);
    } else {
      doing = "Nobody supervises it, so it is not replaced: restart it by hand.";
    }
    decisions.add(new Decision.Crossed(Line.RESTART, depth, doing));
  }

  private static void clear(RunWatch watch, Line line, Depth depth, List<Decision> decisions) {
    if (line == Line.RESTART) {
      watch.notDue();
      watch.withheldSaid = false;
    }
    decisions.add(new Decision.Cleared(line, depth));
  }

  private List<Decision> withhold(RunWatch watch, Depth depth) {
    if (watch.withheldSaid) {
      return List.of();
    }
    watch.withheldSaid = true;
    String why = "it was replaced " + limits.replacesPerHour() + " times within the hour";
    return List.of(new Decision.ReplaceWithheld(depth, why));
  }

  private RunWatch watch(String run) {
    return watches.computeIfAbsent(run, unused -> new RunWatch(limits.spikeMs()));
  }
}
