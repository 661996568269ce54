package dev.plimsoll.wire.reading;

import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who holds handles or requests of a run, as of the batch that brings it.
 *
 * @param run the run that holds them
 * @param kind {@code request-out}, {@code request-in}, {@code socket}, {@code listener}, ...
 * @param owner peer address or route
 * @param frame application frame that opened them, where it is known
 * @param count how many are open now; 0 only where there is a latency to tell of
 * @param oldestMs age of the oldest, milliseconds
 * @param latency of requests that ended lately, where it is known
 * @param bytes that they hold or take, where it is known
 */
public record Owner(
    String run,
    String kind,
    String owner,
    @Nullable String frame,
    long count,
    long oldestMs,
    @Nullable Latency latency,
    @Nullable Long bytes) {

  /** An owner of which neither latency nor bytes are known. */
  public Owner(
      String run, String kind, String owner, @Nullable String frame, long count, long oldestMs) {
    this(run, kind, owner, frame, count, oldestMs, null, null);
  }

  /** An owner whose kind has a size and no age. */
  public static Owner sized(
      String run, String kind, String owner, @Nullable String frame, long count, long bytes) {
    return new Owner(run, kind, owner, frame, count, 0, null, bytes);
  }

  public static Owner from(JsonObject json) throws MalformedMessageException {
    return new Owner(
        json.string("run"),
        json.string("kind"),
        json.string("owner"),
        json.optionalString("frame"),
        json.number("count"),
        json.number("oldestMs"),
        json.optionalObject("latency", Latency::from),
        json.optionalNumber("bytes"));
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", run);
    json.put("kind", kind);
    json.put("owner", owner);
    if (frame != null) {
      json.put("frame", frame);
    }
    json.put("count", count);
    json.put("oldestMs", oldestMs);
    if (latency != null) {
      json.put("latency", latency.toJson());
    }
    if (bytes != null) {
      json.put("bytes", bytes);
    }
    return json;
  }
}
