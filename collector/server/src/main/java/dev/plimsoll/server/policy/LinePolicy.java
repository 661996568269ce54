package dev.plimsoll.server.policy;

import dev.plimsoll.server.alerts.Alert;
import dev.plimsoll.server.alerts.Alerts;
import dev.plimsoll.server.commands.CommandDesk;
import dev.plimsoll.server.dumps.DumpDesk;
import dev.plimsoll.server.fleet.Fleet;
import dev.plimsoll.server.fleet.LiveRun;
import dev.plimsoll.server.journal.EventLog;
import dev.plimsoll.store.CommandRecord;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.command.Policy;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out what {@link PolicyEngine} decides. Used only while the {@link Fleet} is held. */
public final class LinePolicy {
  /** Marks the replacements that nobody asked for but the policy. */
  static final String BY_POLICY = "policy";

  private static final Duration REPLACE_VALID = Duration.ofMinutes(2);

  private final PolicyEngine engine;
  private final PolicyBook book;
  private final Fleet fleet;
  private final CommandDesk commands;
  private final DumpDesk dumps;
  private final Alerts alerts;
  private final EventLog log;
  private final Clock clock;

  public LinePolicy(
      PolicyBook book,
      ActionLimits limits,
      Fleet fleet,
      CommandDesk commands,
      DumpDesk dumps,
      Alerts alerts,
      EventLog log,
      Clock clock) {
    this.engine = new PolicyEngine(limits);
    this.book = book;
    this.fleet = fleet;
    this.commands = commands;
    this.dumps = dumps;
    this.alerts = alerts;
    this.log = log;
    this.clock = clock;
    commands.whenOver(this::over);
  }

  /** Takes up the episodes that were open when the collector stopped. */
  public void recall(PolicyMemory memory) {
    memory.recall(engine, fleet.runs(), clock.millis());
  }

  public void read(LiveRun run, Sample sample) {
    Double live = sample.metrics().get(Metric.HEAP_LIVE);
    Double max = sample.metrics().get(Metric.HEAP_MAX);
    if (live == null || max == null || !(max > 0)) {
      return;
    }
    Policy policy = book.of(run.identity());
    Double age = sample.metrics().get(Metric.HEAP_LIVE_AGE);
    long provenAt = age == null ? sample.at() : sample.at() - age.longValue();
    Depth depth = new Depth(sample.at(), live, max, provenAt);
    carryOut(run, engine.read(subject(run), depth, policy, clock.millis()));
    // Asked anew: the dump that may just have been ordered is what a replacement waits for.
    carryOut(run, engine.due(subject(run), policy, clock.millis()));
  }

  /** Takes what a supervisor says of a replacement, and the end of a run. */
  public void tell(LiveRun run, JournalEntry event) {
    String subject = event.data().get("oldRun") instanceof String old ? old : run.id();
    if (event.kind().equals(EventKind.REPLACE_STARTED.wireName())) {
      engine.replaceStarted(subject, clock.millis());
    } else if (event.kind().equals(EventKind.REPLACE_FAILED.wireName())) {
      engine.replaceFailed(subject);
    } else if (event.kind().equals(EventKind.EXIT.wireName())) {
      engine.forget(run.id());
    }
  }

  /** Carries out replacements that had to wait. */
  public void tick() {
    for (LiveRun run : fleet.runs()) {
      carryOut(run, engine.due(subject(run), book.of(run.identity()), clock.millis()));
    }
  }

  private void over(CommandRecord command) {
    boolean replace = command.command().type().equals(Command.REPLACE);
    if (replace && !command.state().equals(CommandStatus.DONE)) {
      fleet.holding(
          () -> {
            engine.replaceFailed(command.command().run());
            return true;
          });
    }
  }

  private Subject subject(LiveRun run) {
    Identity identity = run.identity();
    return new Subject(
        run.id(),
        identity.service(),
        place(identity),
        run.state(),
        run.supervised(),
        dumps.capturing(run.id()));
  }

  static String place(Identity run) {
    return run.service() + ' ' + run.instance() + ' ' + run.host();
  }

  private void carryOut(LiveRun run, List<Decision> decisions) {
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Crossed crossed) {
        crossed(run, crossed);
      } else if (decision instanceof Decision.Cleared cleared) {
        tell(run, EventKind.LINE_CLEARED, cleared.line(), cleared.depth(), "fell below", "");
      } else if (decision instanceof Decision.TakeDump) {
        dumps.ask(run.identity(), "line", false);
      } else if (decision instanceof Decision.Replace replace) {
        Map<String, @Nullable Object> args = new LinkedHashMap<>();
        args.put("by", BY_POLICY);
        args.put("reason", "its live heap is over the restart line");
        args.put("fraction", replace.depth().fraction());
        commands.give(run.identity(), Command.REPLACE, args, REPLACE_VALID);
      } else if (decision instanceof Decision.ReplaceWithheld withheld) {
        String text =
            "It is over its restart line and not replaced: %s. %s"
                .formatted(withheld.why(), Depths.sentence(withheld.depth()));
        alerts.raise(new Alert(run.identity(), "replace-withheld", text));
      }
    }
  }

  private void crossed(LiveRun run, Decision.Crossed crossed) {
    String text =
        tell(
            run,
            EventKind.LINE_CROSSED,
            crossed.line(),
            crossed.depth(),
            "crossed",
            crossed.doing());
    alerts.raise(new Alert(run.identity(), crossed.line().wireName(), text));
  }

  private String tell(
      LiveRun run, EventKind kind, Line line, Depth depth, String verb, String doing) {
    double mark = line.of(book.lines(run.identity()));
    String text = Depths.sentence(run.identity().instance(), verb, line, mark, depth, doing);
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("line", line.wireName());
    data.put("fraction", depth.fraction());
    data.put("live", depth.live());
    data.put("max", depth.max());
    fleet.tell(log.record(run.identity(), kind, depth.at(), text, data));
    return text;
  }
}
