package dev.plimsoll.wire.run;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The load lines of a run, as fractions of max heap on live heap.
 *
 * @param warn where people are told, in (0, 1]
 * @param dump where a heap dump is taken, at least {@code warn}
 * @param restart where the process is replaced, at least {@code dump}
 */
public record Lines(double warn, double dump, double restart) {
  public static final Lines DEFAULT = new Lines(0.70, 0.75, 0.80);

  public Lines {
    if (!(warn > 0 && warn <= dump && dump <= restart && restart <= 1)) {
      throw new IllegalArgumentException(
          "load lines must satisfy 0 < warn <= dump <= restart <= 1, but are warn %s, dump %s, restart %s"
              .formatted(warn, dump, restart));
    }
  }

  public static Lines from(JsonObject json) throws MalformedMessageException {
    try {
      return new Lines(json.fraction("warn"), json.fraction("dump"), json.fraction("restart"));
    } catch (IllegalArgumentException e) {
      throw MalformedMessageException.badValue(json.path(), e.getMessage());
    }
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("warn", warn);
    json.put("dump", dump);
    json.put("restart", restart);
    return json;
  }
}
