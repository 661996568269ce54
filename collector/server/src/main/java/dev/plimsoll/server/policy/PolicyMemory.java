package dev.plimsoll.server.policy;

import dev.plimsoll.server.fleet.LiveRun;
import dev.plimsoll.store.CommandRecord;
import dev.plimsoll.store.Journal;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.Store;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the policy must know again after the collector was restarted, so that an episode goes on and
 * does not begin anew: lines crossed from the journal, what was done from the commands.
 */
public final class PolicyMemory {
  private static final long HOUR_MS = 3_600_000;
  private static final int MOST_CHANGES = 500;

  private final Store store;

  public PolicyMemory(Store store) {
    this.store = store;
  }

  void recall(PolicyEngine engine, Collection<LiveRun> runs, long now) {
    long earliest = runs.stream().mapToLong(run -> run.identity().startedAt()).min().orElse(now);
    Map<String, LiveRun> byId = new HashMap<>();
    runs.forEach(run -> byId.put(run.id(), run));
    Map<String, Long> lastReplace = new HashMap<>();
    for (CommandRecord command : store.commands().since(Math.min(earliest, now - HOUR_MS))) {
      recall(engine, command, byId.get(command.command().run()));
      if (command.command().type().equals(Command.REPLACE)) {
        lastReplace.put(command.command().run(), command.createdAt());
      }
    }
    for (LiveRun run : runs) {
      if (!run.state().ended()) {
        recallLines(engine, run, lastReplace.getOrDefault(run.id(), Long.MIN_VALUE));
      }
    }
  }

  private static void recall(PolicyEngine engine, CommandRecord record, @Nullable LiveRun run) {
    if (run == null) {
      return;
    }
    Map<String, @Nullable Object> args = record.command().args();
    Identity identity = run.identity();
    if (record.command().type().equals(Command.DUMP) && "line".equals(args.get("reason"))) {
      engine.restoreDump(run.id(), identity.service(), record.createdAt());
    } else if (record.command().type().equals(Command.REPLACE)
        && LinePolicy.BY_POLICY.equals(args.get("by"))) {
      engine.restoreReplace(
          run.id(), LinePolicy.place(identity), record.createdAt(), record.open());
    }
  }

  private void recallLines(PolicyEngine engine, LiveRun run, long lastReplace) {
    Journal.Query query =
        Journal.Query.ofRun(run.id(), MOST_CHANGES)
            .kinds(EventKind.LINE_CROSSED.wireName(), EventKind.LINE_CLEARED.wireName());
    List<JournalEntry> changes = new ArrayList<>(store.journal().list(query).items());
    Collections.reverse(changes);
    long restartCrossedAt = Long.MAX_VALUE;
    for (JournalEntry change : changes) {
      boolean crossed = change.kind().equals(EventKind.LINE_CROSSED.wireName());
      Line line = Line.ofWireName(change.data().get("line"));
      if (line == null) {
        continue; // a sender may write what it likes into the journal
      }
      engine.restoreLine(run.id(), line, crossed);
      if (line == Line.RESTART) {
        restartCrossedAt = crossed ? change.at() : Long.MAX_VALUE;
      }
    }
    if (restartCrossedAt != Long.MAX_VALUE && lastReplace < restartCrossedAt && run.supervised()) {
      engine.replaceFailed(run.id()); // it was due and never ordered
    }
  }
}
