package dev.plimsoll.app.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What dumps of a service may cost, as its agents are told. */
final class DumpVariables {
  private DumpVariables() {}

  static Map<String, String> of(String path, YamlShape.@Nullable Dumps dumps)
      throws InvalidValueException {
    Map<String, String> variables = new LinkedHashMap<>();
    if (dumps == null) {
      return variables;
    }
    if (dumps.maxPause() != null) {
      long ms = Durations.parse(path + ".max-pause", dumps.maxPause()).toMillis();
      put(variables, "PLIMSOLL_DUMP_MAX_PAUSE", path + ".max-pause", ms, "ms");
    }
    put(variables, "PLIMSOLL_DUMP_PER_RUN", path + ".per-run", dumps.perRun(), "");
    put(variables, "PLIMSOLL_DUMP_KEEP", path + ".keep", dumps.keep(), "");
    put(variables, "PLIMSOLL_DUMP_KEEP_BYTES", path + ".keep-bytes", dumps.keepBytes(), "");
    return variables;
  }

  private static void put(
      Map<String, String> variables, String name, String path, @Nullable Number value, String unit)
      throws InvalidValueException {
    if (value == null) {
      return;
    }
    if (value.longValue() < 1) {
      throw new InvalidValueException(path, "must be above zero");
    }
    variables.put(name, value.longValue() + unit);
  }
}
