package dev.plimsoll.supervisor.local;

import dev.plimsoll.supervisor.instance.RunView;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.run.Lines;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as it goes over the socket, and as {@code plimsoll ps --json} prints it. */
public final class RunJson {
  private RunJson() {}

  /** All fields, under the names of {@link RunView}. */
  public static Map<String, @Nullable Object> of(RunView run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("service", run.service());
    json.put("instance", run.instance());
    json.put("run", run.run());
    json.put("pid", run.pid());
    json.put("state", run.state());
    json.put("since", run.since());
    json.put("restarts", run.restarts());
    json.put("lastExit", run.lastExit());
    json.put("trouble", run.trouble());
    json.put("metrics", run.metrics());
    json.put("lines", run.lines().toJson());
    return json;
  }

  static RunView read(JsonObject json) throws MalformedMessageException {
    return new RunView(
        json.string("service"),
        json.string("instance"),
        json.string("run"),
        json.number("pid"),
        json.string("state"),
        json.number("since"),
        (int) json.number("restarts"),
        json.optionalString("lastExit"),
        json.optionalString("trouble"),
        json.numbers("metrics"),
        json.object("lines", Lines::from));
  }
}
