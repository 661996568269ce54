package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import dev.plimsoll.wire.reading.EventKind;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Follows a dump until the collector holds it, and tells each step once. */
final class DumpWatch {
  private static final long POLL_MILLIS = 250;
  private static final int TOLD_PERCENT = 10;

  private final CollectorClient collector;
  private final String run;
  private final String id;
  private final PrintStream progress;
  private final Set<String> told = new HashSet<>();

  DumpWatch(CollectorClient collector, String run, String id, PrintStream progress) {
    this.collector = collector;
    this.run = run;
    this.id = id;
    this.progress = progress;
  }

  /**
   * The dump, once all of it is with the collector.
   *
   * @throws IOException if it was refused or failed, with the reason, or is not there in time
   */
  JsonNode await(int seconds) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    do {
      events();
      JsonNode dump = collector.get("dumps/" + id);
      String state = dump.path("state").asText();
      boolean whole =
          dump.path("bytes").isNumber()
              && dump.path("received").asLong() == dump.path("bytes").asLong();
      if (state.equals("failed") && !whole) {
        throw new IOException(dump.path("error").asText());
      }
      if (!state.equals("capturing") && !state.equals("uploading")) {
        return dump;
      }
      uploaded(dump);
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } while (System.nanoTime() < deadline);
    throw new IOException(
        "not done within %d s; it may still happen: look at %s"
            .formatted(seconds, collector.base().resolve("/runs/" + run)));
  }

  private void events() throws IOException {
    String query = "events?limit=100&run=" + CollectorClient.encode(run);
    for (JsonNode event : collector.get(query).path("items")) {
      if (event.path("dump").asText().equals(id) && told.add(event.path("kind").asText())) {
        tell(event);
      }
    }
  }

  private void tell(JsonNode event) {
    String kind = event.path("kind").asText();
    if (kind.equals(EventKind.DUMP_STARTED.wireName())) {
      JsonNode predicted = event.path("predicted");
      progress.println(
          predicted.isObject()
              ? "capturing: about %s, stands still for about %.1f s"
                  .formatted(
                      Printed.bytes(predicted.path("bytes").asDouble()),
                      predicted.path("pauseMs").asLong() / 1e3)
              : "capturing");
    } else if (kind.equals(EventKind.DUMP_CAPTURED.wireName())) {
      // A small dump may be captured between two looks: its steps are told all the same.
      if (told.add(EventKind.DUMP_STARTED.wireName())) {
        progress.println("capturing");
      }
      progress.println(
          "captured: %s, stood still for %.1f s; uploading"
              .formatted(
                  Printed.bytes(event.path("bytes").asDouble()),
                  event.path("pauseMs").asLong() / 1e3));
    }
  }

  private void uploaded(JsonNode dump) {
    long bytes = dump.path("bytes").asLong();
    long received = dump.path("received").asLong();
    if (bytes > 0 && received > 0) {
      long percent = received * 100 / bytes / TOLD_PERCENT * TOLD_PERCENT;
      if (told.add(percent + " %")) {
        progress.println("uploading: " + percent + " %");
      }
    }
  }
}
