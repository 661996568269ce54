package dev.plimsoll.app.cli;

import dev.plimsoll.app.client.CollectorClient;
import dev.plimsoll.supervisor.instance.Outcome;
import dev.plimsoll.supervisor.local.LocalSupervisor;
import dev.plimsoll.wire.command.Command;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What the keys of {@code top} do, beside the screen; tells its course in one line. */
final class TopActions {
  private static final String REASON = "asked for in plimsoll top";

  /** Something that takes its time. */
  private interface Work {
    void carryOut() throws IOException;
  }

  private final CollectorClient collector;
  private volatile String told = "";

  TopActions(CollectorClient collector) {
    this.collector = collector;
  }

  String told() {
    return told;
  }

  void replace(ListedRun run) {
    begin(
        "replacing " + run.instance(),
        () -> {
          Optional<LocalSupervisor> keeper = LocalHost.keeperOf(run.run());
          if (keeper.isPresent()) {
            Outcome outcome = keeper.get().replace(run.run(), REASON, text -> told = text);
            told = outcome.text();
          } else {
            order(run, Command.REPLACE);
          }
        });
  }

  void dump(ListedRun run) {
    begin("asking the collector for a dump of " + run.instance(), () -> order(run, Command.DUMP));
  }

  private void order(ListedRun run, String type) throws IOException {
    collector.post("runs/" + run.run() + "/commands", Map.of("type", type, "reason", REASON));
    told =
        "%s of %s is ordered; its course is on %s"
            .formatted(type, run.instance(), collector.base().resolve("/runs/" + run.run()));
  }

  private void begin(String what, Work work) {
    told = what;
    Thread thread =
        new Thread(
            () -> {
              try {
                work.carryOut();
              } catch (IOException e) {
                told = "could not be done: " + e.getMessage();
              }
            },
            "plimsoll-top");
    thread.setDaemon(true);
    thread.start();
  }
}
