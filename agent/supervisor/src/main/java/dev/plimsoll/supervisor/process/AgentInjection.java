package dev.plimsoll.supervisor.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the agent into a command.
 *
 * <p>A JVM that is started directly gets it as an argument. Anything else may start a JVM further
 * down, which only the environment reaches; it makes each JVM print "Picked up JAVA_TOOL_OPTIONS",
 * and every helper JVM load the agent, which is then declined on the control socket.
 */
public final class AgentInjection {
  private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

  private AgentInjection() {}

  /**
   * The order with the agent in its command or environment.
   *
   * @param order the command as the user wrote it
   * @param inherited the supervisor's own environment, which the order's is added to
   */
  public static LaunchOrder into(LaunchOrder order, Path agentJar, Map<String, String> inherited) {
    String option = "-javaagent:" + agentJar;
    List<String> command = new ArrayList<>(order.command());
    Map<String, String> environment = new LinkedHashMap<>(order.environment());
    if (isJava(command)) {
      command.add(1, option);
    } else if (!isNode(command)) {
      String existing =
          environment.getOrDefault(TOOL_OPTIONS, inherited.getOrDefault(TOOL_OPTIONS, ""));
      environment.put(
          TOOL_OPTIONS, existing.isBlank() ? quoted(option) : existing + " " + quoted(option));
    }
    return new LaunchOrder(
        order.run(),
        order.name(),
        command,
        environment,
        order.withheld(),
        order.directory(),
        order.sockets(),
        order.capture());
  }

  public static boolean isJava(List<String> command) {
    return program(command).equals("java");
  }

  public static boolean isNode(List<String> command) {
    return program(command).equals("node");
  }

  private static String program(List<String> command) {
    String first = command.get(0);
    return first.substring(first.lastIndexOf('/') + 1);
  }

  /** The JVM splits the variable at blanks, except inside quotes. */
  private static String quoted(String option) {
    return option.contains(" ") ? '"' + option + '"' : option;
  }
}
