package dev.plimsoll.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. Exit codes: 0 done, 1 could not be done, 2 wrong usage. */
@Command(
    name = "plimsoll",
    description = {
      "Memory diagnostics for JVM and Node processes in production: watches how deep they lie, "
          + "keeps the evidence, and replaces them before they go under.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = PlimsollCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {"", "`plimsoll COMMAND --help` tells more of each."},
    subcommands = {
      DemoCommand.class,
      CollectorCommand.class,
      RunCommand.class,
      AttachCommand.class,
      PsCommand.class,
      DumpCommand.class,
      HeapCommand.class,
      ReplaceCommand.class,
      StopCommand.class,
      LogsCommand.class,
      TopCommand.class,
      ImportCommand.class,
      CheckCommand.class
    })
public final class PlimsollCommand implements Runnable {
  @Spec private CommandSpec spec;

  private PlimsollCommand() {}

  /** Runs one command line and returns the exit code. */
  public static int execute(String... arguments) {
    return new CommandLine(new PlimsollCommand())
        .setExecutionExceptionHandler(PlimsollCommand::explain)
        .setParameterExceptionHandler(PlimsollCommand::correct)
        .setUsageHelpAutoWidth(true)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /**
   * Whatever a command throws reaches the user as one sentence; what is unforeseen with its type.
   */
  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    boolean foreseen =
        failure instanceof java.io.IOException || !(failure instanceof RuntimeException);
    String message =
        foreseen && failure.getMessage() != null ? failure.getMessage() : failure.toString();
    command.getErr().println(Ansi.AUTO.string("@|red plimsoll:|@ ") + message);
    if (!foreseen) {
      failure.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static int correct(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(Ansi.AUTO.string("@|red plimsoll:|@ ") + mistake.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err)) {
      err.println("Try `%s --help`.".formatted(command.getCommandSpec().qualifiedName()));
    }
    return CommandLine.ExitCode.USAGE;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = PlimsollCommand.class.getPackage().getImplementationVersion();
      return new String[] {"plimsoll " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
