package dev.plimsoll.wire.reading;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long the requests of an owner took that ended lately, in milliseconds.
 *
 * @param p50 half took no longer
 * @param p99 of a hundred, 99 took no longer
 * @param max the longest
 */
public record Latency(double p50, double p99, double max) {

  static Latency from(JsonObject json) throws MalformedMessageException {
    return new Latency(json.fraction("p50"), json.fraction("p99"), json.fraction("max"));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("p50", rounded(p50));
    json.put("p99", rounded(p99));
    json.put("max", rounded(max));
    return json;
  }

  /** Microseconds are enough, and shorter to write. */
  private static double rounded(double ms) {
    return Math.round(ms * 1e3) / 1e3;
  }
}
