package dev.plimsoll.supervisor.instance;

import dev.plimsoll.supervisor.proc.ProcessTable;
import dev.plimsoll.wire.run.Lines;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent of a run learns from its environment.
 *
 * @param supervisor sender id of this supervisor
 * @param collector base URL; null if there is none
 * @param control path of the socket for agents
 */
public record RunVariables(String supervisor, @Nullable URI collector, Path control) {

  Map<String, String> of(Run run, Path state, boolean holdsBind) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(ProcessTable.RUN_VARIABLE, run.id());
    variables.put("PLIMSOLL_SERVICE", run.service());
    variables.put("PLIMSOLL_INSTANCE", run.instance());
    variables.put("PLIMSOLL_CONTROL", control.toString());
    variables.put("PLIMSOLL_SUPERVISOR", supervisor);
    variables.put("PLIMSOLL_STATE", state.toString());
    if (collector != null) {
      variables.put("PLIMSOLL_COLLECTOR", collector.toString());
    }
    Lines lines = run.spec().lines();
    if (lines != null) {
      variables.put(
          "PLIMSOLL_LINES",
          String.format(Locale.ROOT, "%s,%s,%s", lines.warn(), lines.dump(), lines.restart()));
    }
    if (holdsBind) {
      variables.put("PLIMSOLL_HOLD_BIND", "1");
    }
    return variables;
  }
}
