package dev.plimsoll.wire.command;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.run.Lines;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the collector holds a run to, so that the agent can go on alone when the collector is gone.
 *
 * @param lines the load lines in force
 * @param confirmations readings in a row above a line before it counts as crossed, at least 1
 * @param hysteresis how far live heap must fall below a line to clear it, fraction of max heap
 * @param cooldownMs least time between two replacements of one instance, milliseconds
 */
public record Policy(Lines lines, int confirmations, double hysteresis, long cooldownMs) {
  public static final Policy DEFAULT = new Policy(Lines.DEFAULT, 3, 0.05, 60_000);

  public Policy {
    if (confirmations < 1 || !(hysteresis >= 0 && hysteresis < 1) || cooldownMs < 0) {
      throw new IllegalArgumentException(
          "a policy needs confirmations >= 1, 0 <= hysteresis < 1 and cooldownMs >= 0, but has %d, %s, %d"
              .formatted(confirmations, hysteresis, cooldownMs));
    }
  }

  public Policy withLines(Lines other) {
    return new Policy(other, confirmations, hysteresis, cooldownMs);
  }

  public static Policy from(JsonObject json) throws MalformedMessageException {
    try {
      return new Policy(
          json.object("lines", Lines::from),
          Math.toIntExact(json.number("confirmations")),
          json.fraction("hysteresis"),
          json.number("cooldownMs"));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw MalformedMessageException.badValue(json.path(), e.getMessage());
    }
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lines", lines.toJson());
    json.put("confirmations", confirmations);
    json.put("hysteresis", hysteresis);
    json.put("cooldownMs", cooldownMs);
    return json;
  }
}
