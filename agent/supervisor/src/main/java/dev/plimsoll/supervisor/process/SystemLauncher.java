package dev.plimsoll.supervisor.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/** Starts real processes: no input, output piped through the supervisor. */
public final class SystemLauncher implements Launcher {
  private static final File NO_INPUT = new File("/dev/null");
  private final SharedOutput out;
  private final SharedOutput err;

  public SystemLauncher(SharedOutput out, SharedOutput err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Child launch(LaunchOrder order, Runnable onEnd) throws LaunchException {
    ProcessBuilder builder = new ProcessBuilder(order.command());
    builder.environment().keySet().removeAll(order.withheld());
    builder.environment().putAll(order.environment());
    if (order.directory() != null) {
      builder.directory(order.directory().toFile());
    }
    try {
      SystemChild child = order.sockets().isEmpty() ? plain(builder) : withSockets(builder, order);
      child.watch(order.name(), out, err, onEnd);
      return child;
    } catch (IOException e) {
      throw new LaunchException(explain(order, e), e);
    }
  }

  private static SystemChild plain(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectInput(NO_INPUT).start();
    return new SystemChild(process, process.getInputStream(), process.getErrorStream());
  }

  private static SystemChild withSockets(ProcessBuilder builder, LaunchOrder order)
      throws IOException, LaunchException {
    String objection = Program.objection(order, builder.environment());
    if (objection != null) {
      throw new LaunchException(objection);
    }
    Inheritance inheritance = Inheritance.of(order.sockets());
    try {
      inheritance.prepare(builder);
      Process process = builder.start();
      inheritance.awaitOpened(process);
      return new SystemChild(process, inheritance.output(), inheritance.errors());
    } catch (IOException e) {
      inheritance.close();
      throw e;
    }
  }

  /** Whether children can inherit sockets on this host. */
  public static boolean handsDownSockets() {
    return Inheritance.isPossible();
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
