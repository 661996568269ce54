package dev.plimsoll.server.web;

import dev.plimsoll.server.commands.CommandDesk;
import dev.plimsoll.server.dumps.DumpDesk;
import dev.plimsoll.store.CommandRecord;
import dev.plimsoll.store.RunRecord;
import dev.plimsoll.store.Store;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/runs/ID/commands}. */
final class CommandsApi {
  private static final Duration VALID = Duration.ofMinutes(2);
  private static final List<String> KNOWN =
      List.of(
          Command.DUMP,
          Command.PROBE,
          Command.HISTOGRAM,
          Command.OLD_OBJECTS,
          Command.REPLACE,
          Command.STOP);

  private final Store store;
  private final CommandDesk commands;
  private final DumpDesk dumps;
  private final Bodies bodies;

  CommandsApi(Store store, CommandDesk commands, DumpDesk dumps, Bodies bodies) {
    this.store = store;
    this.commands = commands;
    this.dumps = dumps;
    this.bodies = bodies;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/api/v1/runs/{id}/commands", this::give);
  }

  private void give(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    RunRecord run =
        store.runs().find(id).orElseThrow(() -> ProblemException.notFound("there is no run " + id));
    JsonObject body = bodies.json(ctx);
    try {
      CommandRecord given = give(run, body);
      Answers.json(ctx, 202, json(given));
    } catch (MalformedMessageException e) {
      throw ProblemException.at(400, MalformedPath.of(e), String.valueOf(e.getMessage()));
    }
  }

  private CommandRecord give(RunRecord run, JsonObject body) throws MalformedMessageException {
    String type = body.string("type");
    String reason = body.optionalString("reason");
    boolean force = body.flag("force", false);
    if (!KNOWN.contains(type)) {
      throw ProblemException.at(
          400, "type", "type must be one of " + String.join(", ", KNOWN) + ", not " + type);
    }
    if (run.state().ended()) {
      throw ProblemException.of(409, "run " + run.id() + " has ended");
    }
    if (type.equals(Command.DUMP)) {
      return dumps.ask(run.identity(), "command", force);
    }
    Map<String, @Nullable Object> args = new LinkedHashMap<>();
    args.put("reason", "command");
    if (force) {
      args.put("force", true);
    }
    if (reason != null) {
      args.put("text", reason);
    }
    if (Command.isForAgent(type)) {
      requireJvm(run, type);
      InspectionArgs.copy(body, type, args);
    }
    try {
      return commands.give(run.identity(), type, args, VALID);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(409, String.valueOf(e.getMessage()));
    }
  }

  private static void requireJvm(RunRecord run, String type) {
    if (!run.identity().runtime().equals("jvm")) {
      throw ProblemException.of(
          409, "run " + run.id() + " is no JVM, and only its agent knows " + type);
    }
  }

  private static Map<String, @Nullable Object> json(CommandRecord record) {
    Command command = record.command();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", command.id());
    json.put("state", record.state());
    json.put("type", command.type());
    json.put("run", command.run());
    if (command.type().equals(Command.DUMP)) {
      json.put("dump", command.args().get("dump"));
    }
    return json;
  }
}
