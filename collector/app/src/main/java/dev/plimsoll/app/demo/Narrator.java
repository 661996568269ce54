package dev.plimsoll.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import dev.plimsoll.wire.reading.Metric;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells the story in the terminal: every event once, the load now and then. */
final class Narrator {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final long LOAD_EVERY_MILLIS = 15_000;
  private static final long MIB = 1024 * 1024;

  private final CollectorClient collector;
  private final PrintStream out;
  private final Set<String> told = new HashSet<>();
  private long lastLoad;

  Narrator(CollectorClient collector, PrintStream out) {
    this.collector = collector;
    this.out = out;
  }

  /** Prints what is new. Events can come late from an agent, so they are known by id, not time. */
  void tellNews(long now) {
    try {
      List<JsonNode> events = new ArrayList<>();
      collector.get("events?limit=100&from=" + (now - 120_000)).path("items").forEach(events::add);
      Collections.reverse(events);
      for (JsonNode event : events) {
        if (told.add(event.path("id").asText()) && !isAlertEcho(event)) {
          line(event.path("at").asLong(), event.path("instance").asText(), text(event));
        }
      }
      if (now - lastLoad >= LOAD_EVERY_MILLIS) {
        lastLoad = now;
        collector.get("services").path("items").forEach(service -> tellLoad(service, now));
      }
    } catch (IOException e) {
      line(now, "", e.getMessage());
    }
  }

  void tellAlert(long now, String text) {
    line(now, "[webhook]", text.replace("\n", "\n                     "));
  }

  private void line(long at, String who, String text) {
    synchronized (out) {
      out.printf("%s  %-9s  %s%n", CLOCK.format(Instant.ofEpochMilli(at)), who, text);
    }
  }

  /** The webhook's own message is printed already. */
  private static boolean isAlertEcho(JsonNode event) {
    return event.path("kind").asText().equals("alert-sent");
  }

  private static String text(JsonNode event) {
    return event.path("text").asText();
  }

  private void tellLoad(JsonNode service, long now) {
    for (JsonNode instance : service.path("instances")) {
      JsonNode latest = instance.path("latest");
      double max = latest.path(Metric.HEAP_MAX).asDouble();
      if (max <= 0 || !latest.has(Metric.HEAP_LIVE)) {
        continue;
      }
      line(
          now,
          instance.path("instance").asText(),
          "live heap %.0f %% of %.0f MiB, %d requests wait, the oldest %.0f s"
              .formatted(
                  100 * latest.path(Metric.HEAP_LIVE).asDouble() / max,
                  max / MIB,
                  latest.path(Metric.REQUESTS_OUT).asLong(),
                  latest.path(Metric.REQUESTS_OLDEST).asDouble() / 1000));
    }
  }
}
