package dev.plimsoll.wire.command;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the collector asks of a run or of its supervisor. It is repeated in every reply until its
 * {@link CommandStatus} has come back; the receiver carries out each id once.
 *
 * @param id UUID
 * @param run the run it is meant for; never "whoever holds the port"
 * @param type {@link #DUMP}, {@link #PROBE}, {@link #HISTOGRAM} and {@link #OLD_OBJECTS} for the
 *     agent, {@link #REPLACE} and {@link #STOP} for the supervisor; a receiver answers a type that
 *     it does not know with {@code failed}
 * @param args what the type needs, such as {@code dump} (id of the dump) or {@code reason}
 * @param expiresAt epoch milliseconds after which it must not be carried out any more
 */
public record Command(
    String id, String run, String type, Map<String, @Nullable Object> args, long expiresAt) {
  public static final String DUMP = "dump";
  public static final String PROBE = "probe";
  public static final String REPLACE = "replace";
  public static final String STOP = "stop";
  public static final String HISTOGRAM = "histogram";
  public static final String OLD_OBJECTS = "old-objects";

  private static final Set<String> FOR_AGENT = Set.of(DUMP, PROBE, HISTOGRAM, OLD_OBJECTS);

  /** Whether commands of the type go to the agent of the run, and not to its supervisor. */
  public static boolean isForAgent(String type) {
    return FOR_AGENT.contains(type);
  }

  public static Command from(JsonObject json) throws MalformedMessageException {
    return new Command(
        json.string("id"),
        json.string("run"),
        json.string("type"),
        json.free("args"),
        json.number("expiresAt"));
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("run", run);
    json.put("type", type);
    json.put("args", args);
    json.put("expiresAt", expiresAt);
    return json;
  }
}
