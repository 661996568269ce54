package dev.plimsoll.supervisor.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Puts the agent into the Node processes of a command, through the environment: it reaches those
 * further down too. Each loads the agent, and all but one are declined on the control socket.
 */
public final class NodeInjection {
  private static final String OPTIONS = "NODE_OPTIONS";

  private NodeInjection() {}

  /**
   * The variables to add; none for a JVM.
   *
   * @param register file of the agent that Node is to load before the program
   * @param environment of the order, which goes before the inherited one
   * @param inherited the supervisor's own environment
   */
  public static Map<String, String> variables(
      List<String> command,
      Path register,
      Map<String, String> environment,
      Map<String, String> inherited) {
    if (AgentInjection.isJava(command)) {
      return Map.of();
    }
    String option = "--require " + quoted(register.toString());
    String existing = environment.getOrDefault(OPTIONS, inherited.getOrDefault(OPTIONS, ""));
    return Map.of(OPTIONS, existing.isBlank() ? option : existing + " " + option);
  }

  /** Node splits the variable at blanks, except inside quotes, where backslashes escape. */
  private static String quoted(String path) {
    return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
