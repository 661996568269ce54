package dev.plimsoll.wire.reading;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened at one instant.
 *
 * @param seq number in the sender's sequence, from 1, shared with its samples
 * @param id UUID given by the sender
 * @param run the run it happened to
 * @param at epoch milliseconds
 * @param kind a {@link EventKind#wireName()}; a newer sender may bring a kind this side does not
 *     know, which is kept as it is
 * @param text one sentence for people
 * @param data what the kind brings, such as {@code exit} or {@code line}; {@code command} is the id
 *     of the command that caused it
 */
public record Event(
    long seq,
    String id,
    String run,
    long at,
    String kind,
    String text,
    Map<String, @Nullable Object> data) {

  public static Event from(JsonObject json) throws MalformedMessageException {
    return new Event(
        json.number("seq"),
        json.string("id"),
        json.string("run"),
        json.number("at"),
        json.string("kind"),
        json.string("text"),
        json.free("data"));
  }

  public boolean is(EventKind other) {
    return kind.equals(other.wireName());
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seq", seq);
    json.put("id", id);
    json.put("run", run);
    json.put("at", at);
    json.put("kind", kind);
    json.put("text", text);
    json.put("data", data);
    return json;
  }
}
