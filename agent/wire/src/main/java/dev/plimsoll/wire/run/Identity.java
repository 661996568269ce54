package dev.plimsoll.wire.run;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run: one life of one process in an instance.
 *
 * @param run UUID of the run
 * @param service the name it is deployed under, such as {@code push}
 * @param instance the numbered place on the host, such as {@code push/0}
 * @param pid process id in the agent's own pid namespace
 * @param host host name
 * @param runtime {@code jvm} or {@code node}
 * @param version version of the runtime, such as {@code 17.0.15}
 * @param startedAt start of the process, epoch milliseconds
 * @param supervisor sender id of the supervisor that keeps it; null if nobody does
 * @param lines load lines, if the service has its own; null for the collector's
 */
public record Identity(
    String run,
    String service,
    String instance,
    long pid,
    String host,
    String runtime,
    String version,
    long startedAt,
    @Nullable String supervisor,
    @Nullable Lines lines) {

  public static Identity from(JsonObject json) throws MalformedMessageException {
    return new Identity(
        json.string("run"),
        json.string("service"),
        json.string("instance"),
        json.number("pid"),
        json.string("host"),
        json.string("runtime"),
        json.string("version"),
        json.number("startedAt"),
        json.optionalString("supervisor"),
        json.optionalObject("lines", Lines::from));
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run);
    json.put("service", service);
    json.put("instance", instance);
    json.put("pid", pid);
    json.put("host", host);
    json.put("runtime", runtime);
    json.put("version", version);
    json.put("startedAt", startedAt);
    if (supervisor != null) {
      json.put("supervisor", supervisor);
    }
    if (lines != null) {
      json.put("lines", lines.toJson());
    }
    return json;
  }
}
