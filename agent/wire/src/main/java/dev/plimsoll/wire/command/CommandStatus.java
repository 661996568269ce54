package dev.plimsoll.wire.command;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a {@link Command} has come.
 *
 * @param id id of the command
 * @param state {@code accepted}, {@code done}, {@code refused} or {@code failed}
 * @param text why it was refused or failed, for people; null otherwise
 */
public record CommandStatus(String id, String state, @Nullable String text) {
  public static final String ACCEPTED = "accepted";
  public static final String DONE = "done";
  public static final String REFUSED = "refused";
  public static final String FAILED = "failed";

  public static CommandStatus from(JsonObject json) throws MalformedMessageException {
    return new CommandStatus(json.string("id"), json.string("state"), json.optionalString("text"));
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("state", state);
    if (text != null) {
      json.put("text", text);
    }
    return json;
  }
}
