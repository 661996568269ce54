package dev.plimsoll.supervisor.instance;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the next supervisor has to know of an instance.
 *
 * @param restarts after ends that nobody asked for
 * @param failures that the back-off has counted
 * @param loop what the crash-loop rules have counted
 * @param runs that live, or have ended and were not told of
 */
record InstanceRecord(
    int restarts,
    int failures,
    CrashLoop.Count loop,
    @Nullable String lastExit,
    @Nullable String trouble,
    List<RunRecord> runs) {
  static final InstanceRecord NONE =
      new InstanceRecord(0, 0, CrashLoop.Count.NONE, null, null, List.of());

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("restarts", restarts);
    json.put("failures", failures);
    json.put("loop", loop.toJson());
    json.put("lastExit", lastExit);
    json.put("trouble", trouble);
    json.put("runs", runs.stream().map(RunRecord::toJson).toList());
    return json;
  }

  static InstanceRecord from(JsonObject json) throws MalformedMessageException {
    return new InstanceRecord(
        (int) json.number("restarts"),
        (int) json.number("failures"),
        json.object("loop", CrashLoop.Count::from),
        json.optionalString("lastExit"),
        json.optionalString("trouble"),
        json.list("runs", RunRecord::from));
  }
}
