package dev.plimsoll.app.cli;

import dev.plimsoll.heap.HeapMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@CommandLine.Command(
    name = "heap",
    description = "Analyses a heap dump that lies on this machine; no collector is needed.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = HeapCommand.Summary.class)
final class HeapCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  @CommandLine.Command(
      name = "summary",
      description = "Says who retains what.",
      mixinStandardHelpOptions = true)
  static final class Summary implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "HPROF dump, plain or packed with gzip.")
    private String file;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Override
    public Integer call() {
      List<String> words = new ArrayList<>(List.of("summary", file));
      if (json) {
        words.add("--json");
      }
      return HeapMain.run(words, System.out, System.err);
    }
  }
}
