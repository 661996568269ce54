package dev.plimsoll.wire.reading;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One second's readings of a run.
 *
 * @param seq number in the sender's sequence, from 1
 * @param run the run it was read of
 * @param at epoch milliseconds
 * @param metrics value by name of {@link Metric}; what could not be read is absent, never zero
 */
public record Sample(long seq, String run, long at, Map<String, Double> metrics) {

  public static Sample from(JsonObject json) throws MalformedMessageException {
    return new Sample(
        json.number("seq"), json.string("run"), json.number("at"), json.numbers("metrics"));
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seq", seq);
    json.put("run", run);
    json.put("at", at);
    json.put("metrics", metrics);
    return json;
  }
}
