package dev.plimsoll.server.fleet;

import dev.plimsoll.store.RunRecord;
import dev.plimsoll.store.Timeline;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as the API shows it. */
public final class RunJson {
  private RunJson() {}

  public static Map<String, @Nullable Object> of(
      RunRecord record, Lines lines, Timeline.@Nullable Reading latest) {
    Identity run = record.identity();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", run.run());
    json.put("service", run.service());
    json.put("instance", run.instance());
    json.put("pid", run.pid());
    json.put("host", run.host());
    json.put("runtime", run.runtime());
    json.put("version", run.version());
    json.put("state", record.state().wireName());
    json.put("since", record.since());
    json.put("startedAt", run.startedAt());
    json.put("endedAt", record.endedAt());
    json.put("exit", record.exit());
    json.put("latest", latest == null ? Map.of() : latest.metrics());
    json.put("latestAt", latest == null ? null : latest.at());
    json.put("lines", lines.toJson());
    json.put("supervisor", run.supervisor());
    return json;
  }
}
