package dev.plimsoll.supervisor.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.Locale;

/**
 * Starts processes as children of our own, where there is no shell for a {@link
 * dev.plimsoll.supervisor.warden.Wardens warden}: they inherit no sockets, and no later supervisor
 * can take them over.
 */
public final class SystemLauncher implements Launcher {
  private static final File NO_INPUT = new File("/dev/null");

  @Override
  public Child launch(LaunchOrder order, Runnable onEnd) throws LaunchException {
    ProcessBuilder builder = new ProcessBuilder(order.command());
    builder.environment().keySet().removeAll(order.withheld());
    builder.environment().putAll(order.environment());
    if (order.directory() != null) {
      builder.directory(order.directory().toFile());
    }
    try {
      Process process = plain(builder, order);
      SystemChild child = new SystemChild(process, order.capture());
      child.watch(order.name(), onEnd);
      return child;
    } catch (IOException e) {
      throw new LaunchException(explain(order, e), e);
    }
  }

  private static Process plain(ProcessBuilder builder, LaunchOrder order) throws IOException {
    return builder
        .redirectInput(NO_INPUT)
        .redirectOutput(Redirect.appendTo(order.capture().output().toFile()))
        .redirectError(Redirect.appendTo(order.capture().errors().toFile()))
        .start();
  }

  /** The JDK's own text is "Cannot run program "x" (in directory "y"): error=2, No such file…". */
  private static String explain(LaunchOrder order, IOException failure) {
    String program = order.command().get(0);
    if (order.directory() != null && !Files.isDirectory(order.directory())) {
      return "the working directory " + order.directory() + " does not exist";
    }
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("error=2,") || text.contains("no such file")) {
      String hint = program.contains("/") ? "check the path" : "it is not in PATH";
      return Program.noSuch(program, hint);
    }
    if (text.contains("error=13,") || text.contains("permission denied")) {
      return Program.mayNotBeExecuted(program);
    }
    return "'" + program + "' could not be started: " + failure.getMessage();
  }
}
