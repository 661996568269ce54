package dev.plimsoll.supervisor.local;

import dev.plimsoll.supervisor.instance.Instance;
import dev.plimsoll.supervisor.instance.Outcome;
import dev.plimsoll.supervisor.socket.Connection;
import dev.plimsoll.supervisor.socket.Session;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One command line's question: one line in, and one line out unless there is progress to tell. */
final class LocalSession implements Session {
  private final Connection connection;
  private final List<Instance> instances;

  LocalSession(Connection connection, List<Instance> instances) {
    this.connection = connection;
    this.instances = instances;
  }

  @Override
  public void received(String line) {
    try {
      JsonObject request = Json.readObject(line);
      String what = request.string("do");
      switch (what) {
        case "list" -> list();
        case "replace" ->
            new Rollout(this::progress, this::end)
                .replace(named(request), request.optionalString("reason"));
        case "stop" -> new Rollout(this::progress, this::end).stop(named(request));
        default -> end(Outcome.refused("a supervisor does not know '" + what + "'"));
      }
    } catch (MalformedMessageException e) {
      end(Outcome.refused("not a request: " + e.getMessage()));
    }
  }

  private void list() {
    List<Map<String, @Nullable Object>> items =
        instances.stream().flatMap(instance -> instance.views().stream()).map(RunJson::of).toList();
    connection.send(Json.line(Map.of("items", items)));
    connection.close();
  }

  /** By service, instance or run; empty if there is no such thing here. */
  private List<Instance> named(JsonObject request) throws MalformedMessageException {
    String name = request.string("name");
    List<Instance> found =
        instances.stream()
            .filter(
                instance ->
                    instance.service().equals(name)
                        || instance.name().equals(name)
                        || instance.has(name))
            .toList();
    if (found.isEmpty()) {
      String kept = instances.stream().map(Instance::name).collect(Collectors.joining(", "));
      end(Outcome.refused("no '" + name + "' is kept here, only " + kept));
    }
    return found;
  }

  private void progress(String text) {
    connection.send(Json.line(Map.of("progress", text)));
  }

  private void end(Outcome outcome) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("done", outcome.result() == Outcome.Result.DONE);
    answer.put("text", outcome.text());
    connection.send(Json.line(answer));
    connection.close();
  }

  @Override
  public void closed() {
    // What was asked for goes on without its asker.
  }
}
