package dev.plimsoll.supervisor.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether there is such a program, told before a shell would tell it in its own words. */
public final class Program {
  private Program() {}

  /** Why the command can't be started; null if it can. */
  public static @Nullable String objection(LaunchOrder order) {
    return objection(order, order.wholeEnvironment(System.getenv()));
  }

  /** Why it can't be started; null if it can. */
  static @Nullable String objection(LaunchOrder order, Map<String, String> environment) {
    return objection(order.command(), order.directory(), environment);
  }

  /**
   * Why a command can't be started, as a clause; null if it can.
   *
   * @param working its directory; null for the current one
   * @param environment all that it would be started with
   */
  public static @Nullable String objection(
      List<String> command, @Nullable Path working, Map<String, String> environment) {
    Path directory = working == null ? Path.of("") : working;
    if (!Files.isDirectory(directory.toAbsolutePath())) {
      return "the working directory " + working + " does not exist";
    }
    String name = command.get(0);
    if (name.contains("/")) {
      Path file = directory.resolve(name);
      return Files.exists(file)
          ? isProgram(file) ? null : mayNotBeExecuted(name)
          : noSuch(name, "check the path");
    }
    boolean found = false;
    for (String folder : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
      Path file = directory.resolve(folder).resolve(name);
      if (isProgram(file)) {
        return null;
      }
      found |= Files.isRegularFile(file);
    }
    return found ? mayNotBeExecuted(name) : noSuch(name, "it is not in PATH");
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  static String noSuch(String name, String hint) {
    return "there is no program '" + name + "': " + hint;
  }

  static String mayNotBeExecuted(String name) {
    return "'" + name + "' may not be executed: check its permissions";
  }
}
