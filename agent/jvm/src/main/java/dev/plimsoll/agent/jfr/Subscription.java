package dev.plimsoll.agent.jfr;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * What is asked of one stream. Settings are collected as text, so that they can be put in force all
 * at once, and again with less. An event that this release does not have is never delivered and
 * costs nothing.
 *
 * <p>The settings of all running recordings are united: whoever asks for more than we do gets it,
 * and what we ask for the application's own recording gets too. So we ask for little: no stack
 * traces unless sampled, long periods, high thresholds.
 */
final class Subscription {
  private final RecordingStream stream;
  private final Map<String, String> settings = new LinkedHashMap<>();

  Subscription(RecordingStream stream) {
    this.stream = stream;
    settings.put(Neighbours.OWN_MARK, "true");
  }

  /** Every event of that type. */
  void each(String event, Consumer<RecordedEvent> handler) {
    settings.put(event + "#enabled", "true");
    settings.put(event + "#stackTrace", "false");
    stream.onEvent(event, handler);
  }

  /** Has the recorder take notes of which nothing is told until somebody asks. */
  void keep(String event) {
    settings.put(event + "#enabled", "true");
    settings.put(event + "#stackTrace", "false");
    settings.put(event + "#cutoff", "0 ns");
  }

  /** Only those that took so long. */
  void slow(String event, Duration atLeast, Consumer<RecordedEvent> handler) {
    each(event, handler);
    settings.put(event + "#threshold", atLeast.toMillis() + " ms");
  }

  /** One reading each period. */
  void periodic(String event, Duration period, Consumer<RecordedEvent> handler) {
    each(event, handler);
    settings.put(event + "#period", period.toSeconds() + " s");
  }

  /** So many a second at most, with their stack traces. */
  void sampled(String event, int perSecond, Consumer<RecordedEvent> handler) {
    each(event, handler);
    settings.put(event + "#stackTrace", "true");
    settings.put(event + "#throttle", perSecond + "/s");
  }

  Map<String, String> settings() {
    return settings;
  }
}
