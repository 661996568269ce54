package dev.plimsoll.wire.blackbox;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.run.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose ring it is: enough for somebody else to speak in the run's name.
 *
 * @param identity the run; its id is the sender of the ring's samples and events
 * @param collector base URL of the collector they are meant for; null if there was none
 * @param pidNamespace such as {@code pid:[4026531836]}, in which alone the pid means anything; null
 *     where all who look for the ring are in the same one
 */
public record Origin(Identity identity, @Nullable String collector, @Nullable String pidNamespace) {

  static Origin from(JsonObject json) throws MalformedMessageException {
    return new Origin(
        Identity.from(json), json.optionalString("collector"), json.optionalString("pidNamespace"));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = identity.toJson();
    if (collector != null) {
      json.put("collector", collector);
    }
    if (pidNamespace != null) {
      json.put("pidNamespace", pidNamespace);
    }
    return json;
  }
}
