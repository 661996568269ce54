package dev.plimsoll.server.web;

import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of the commands that look into a run: checked here, so that no agent has to guess. */
final class InspectionArgs {
  private InspectionArgs() {}

  static void copy(JsonObject body, String type, Map<String, @Nullable Object> args)
      throws MalformedMessageException {
    boolean histogram = type.equals(Command.HISTOGRAM);
    number(body, "top", 1, histogram ? 500 : 100, args);
    number(body, "budgetMs", 1, 60_000, args);
    if (histogram) {
      args.put("force", body.flag("force", false));
    } else {
      number(body, "seconds", 1, 300, args);
    }
  }

  /** An argument that is not given is left to the agent. */
  private static void number(
      JsonObject body, String name, long least, long most, Map<String, @Nullable Object> args)
      throws MalformedMessageException {
    Long value = body.optionalNumber(name);
    if (value == null) {
      return;
    }
    if (value < least || value > most) {
      throw ProblemException.at(
          400, name, "%s must be from %d to %d, not %d".formatted(name, least, most, value));
    }
    args.put(name, value);
  }
}
