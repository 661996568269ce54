package dev.plimsoll.app.cli;

import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "top",
    description = {
      "Shows what runs, live: state, restarts and why, live heap against its load lines, RSS, "
          + "external memory, requests in flight, share of garbage collection. Keys replace, dump "
          + "and read logs. Where the output is no terminal, prints once.",
      "",
      "In the gauge, # is live heap, and : ! | are the lines of warning, dump and restart."
    },
    mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {
  private static final int PLAIN_WIDTH = 200;

  @Mixin private CollectorAddress address;

  @Option(names = "--once", description = "Print once and end.")
  private boolean once;

  @Option(names = "--no-color", description = "No colours (also: NO_COLOR in the environment).")
  private boolean noColour;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (once || System.getenv("TERM") == null) {
      return printOnce();
    }
    try (Terminal terminal = terminal()) {
      if (terminal == null) {
        return printOnce();
      }
      TopView view = new TopView(!noColour && System.getenv("NO_COLOR") == null);
      new TopScreen(terminal, view, address.client()).run();
    }
    return 0;
  }

  /** Null where there is none to draw on. */
  private static @Nullable Terminal terminal() throws IOException {
    Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build();
    if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      terminal.close();
      return null;
    }
    return terminal;
  }

  private int printOnce() throws IOException {
    List<ListedRun> runs = new ArrayList<>(RunList.local());
    RunList.addFrom(address.client(), runs);
    TopView view = new TopView(false);
    view.lines(runs, -1, "", LocalTime.now(ZoneId.systemDefault()), PLAIN_WIDTH, runs.size() + 10)
        .forEach(line -> System.out.println(line.toString().stripTrailing()));
    return 0;
  }
}
