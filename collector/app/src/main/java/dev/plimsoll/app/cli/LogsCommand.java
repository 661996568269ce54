package dev.plimsoll.app.cli;

import dev.plimsoll.supervisor.logs.InstanceLog;
import dev.plimsoll.supervisor.logs.LogLine;
import dev.plimsoll.supervisor.logs.LogShelf;
import dev.plimsoll.supervisor.spec.PrivateDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "logs",
    description =
        "Prints what a service on this host has printed, whether its supervisor lives or not.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 100;

  /** Rounds after which instances are looked for that were not there before. */
  private static final int LOOK_EVERY = 10;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "A service, or an instance (push/0).")
  private String name;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, across restarts and replacements, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "LINES",
      defaultValue = "100",
      description = "The last so many lines (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Option(names = "--stdout", description = "Standard output only.")
  private boolean out;

  @Option(names = "--stderr", description = "Standard error only.")
  private boolean err;

  @Option(names = "--instance", paramLabel = "K", description = "This instance only.")
  private @Nullable Integer instance;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "This run only: its id, or four characters of its beginning at least.")
  private @Nullable String run;

  @Option(names = "--time", description = "Put the time before each line.")
  private boolean time;

  @Option(names = "--json", description = "Print each line as a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (lines < 0 || (run != null && run.length() < 4)) {
      throw new ParameterException(
          spec.commandLine(), "--lines is 0 or more, and --run has 4 characters or more");
    }
    String service = name;
    int slash = name.lastIndexOf('/');
    if (slash > 0 && name.substring(slash + 1).matches("\\d{1,6}")) {
      service = name.substring(0, slash);
      instance = Integer.valueOf(name.substring(slash + 1));
    }
    LogShelf shelf = LogShelf.in(PrivateDirectory.state(System.getenv()));
    if (!shelf.services().contains(service)) {
      throw new IOException(
          "no service called \"%s\" has printed anything on this host; these have: %s"
              .formatted(
                  service,
                  shelf.services().isEmpty() ? "none" : String.join(", ", shelf.services())));
    }
    try (LogPrinter printer = new LogPrinter(service, json, time)) {
      show(shelf, service, printer);
    } catch (LogPrinter.GoneException e) {
      // Whoever read it has seen enough, as `head` does.
      return 0;
    }
    return 0;
  }

  private void show(LogShelf shelf, String service, LogPrinter printer)
      throws IOException, InterruptedException {
    Map<Integer, InstanceLog> logs = new TreeMap<>();
    printer.print(last(shelf, service, logs));
    int round = 0;
    while (follow) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      List<LogPrinter.Entry> fresh = new ArrayList<>();
      for (InstanceLog log : logs.values()) {
        for (LogLine line : log.next()) {
          if (isWanted(line)) {
            fresh.add(new LogPrinter.Entry(log.index(), line));
          }
        }
      }
      round++;
      if (round % LOOK_EVERY == 0) {
        fresh.addAll(last(shelf, service, logs));
      }
      fresh.sort(Comparator.comparingLong(entry -> entry.line().at()));
      printer.print(fresh);
    }
    for (InstanceLog log : logs.values()) {
      log.close();
    }
  }

  /** Of instances that are not among the logs yet, which they are from now on. */
  private List<LogPrinter.Entry> last(
      LogShelf shelf, String service, Map<Integer, InstanceLog> logs) throws IOException {
    List<LogPrinter.Entry> entries = new ArrayList<>();
    for (int index : shelf.instances(service)) {
      if (!logs.containsKey(index) && (instance == null || instance == index)) {
        InstanceLog log = shelf.open(service, index);
        logs.put(index, log);
        for (LogLine line : log.last(lines, this::isWanted)) {
          entries.add(new LogPrinter.Entry(index, line));
        }
      }
    }
    entries.sort(Comparator.comparingLong(entry -> entry.line().at()));
    return entries.subList(Math.max(0, entries.size() - lines), entries.size());
  }

  private boolean isWanted(LogLine line) {
    if (run != null && !run.startsWith(line.run()) && !line.run().startsWith(run)) {
      return false;
    }
    return out == err || line.stream().equals(err ? LogLine.STDERR : LogLine.STDOUT);
  }
}
