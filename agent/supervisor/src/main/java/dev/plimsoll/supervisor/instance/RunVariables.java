package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.listen.ServicePorts;
import dev.plimsoll.supervisor.proc.ProcessTable;
import dev.plimsoll.wire.run.Lines;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the agent of a run learns from its environment.
 *
 * @param supervisor sender id of this supervisor
 * @param collector base URL; null if there is none
 * @param control path of the socket for agents
 */
public record RunVariables(String supervisor, @Nullable URI collector, Path control) {
  private static final String SERVICE = "PLIMSOLL_SERVICE";
  private static final String INSTANCE = "PLIMSOLL_INSTANCE";
  static final String CONTROL = "PLIMSOLL_CONTROL";
  private static final String SUPERVISOR = "PLIMSOLL_SUPERVISOR";
  private static final String STATE = "PLIMSOLL_STATE";
  private static final String COLLECTOR = "PLIMSOLL_COLLECTOR";
  private static final String LINES = "PLIMSOLL_LINES";
  private static final String HOLD_BIND = "PLIMSOLL_HOLD_BIND";
  private static final String LISTENERS = "PLIMSOLL_LISTENERS";

  /** A supervisor inside a supervised run must not hand on what it was told itself. */
  static final Set<String> NAMES =
      Set.of(
          ProcessTable.RUN_VARIABLE,
          SERVICE,
          INSTANCE,
          CONTROL,
          SUPERVISOR,
          STATE,
          COLLECTOR,
          LINES,
          HOLD_BIND,
          LISTENERS);

  /**
   * The variables of one run.
   *
   * @param sockets how many it inherits
   */
  Map<String, String> of(Run run, Path state, boolean holdsBind, int sockets) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(ProcessTable.RUN_VARIABLE, run.id());
    variables.put(SERVICE, run.service());
    variables.put(INSTANCE, run.instance());
    variables.put(CONTROL, control.toString());
    variables.put(SUPERVISOR, supervisor);
    variables.put(STATE, state.toString());
    if (collector != null) {
      variables.put(COLLECTOR, collector.toString());
    }
    Lines lines = run.spec().lines();
    if (lines != null) {
      variables.put(
          LINES,
          String.format(Locale.ROOT, "%s,%s,%s", lines.warn(), lines.dump(), lines.restart()));
    }
    if (holdsBind) {
      variables.put(HOLD_BIND, "1");
    }
    if (sockets > 0) {
      variables.put(LISTENERS, ServicePorts.FIRST_DESCRIPTOR + "," + sockets);
    }
    return variables;
  }
}
