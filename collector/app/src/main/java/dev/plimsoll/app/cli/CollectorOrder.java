package dev.plimsoll.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A command given through the collector, and its course as the run's events tell it. */
final class CollectorOrder {
  private static final long POLL_MILLIS = 250;

  /** Whether an event ends the wait, and how. */
  interface Ending {
    /** Empty while it goes on; the answer once it is done. */
    Optional<JsonNode> of(JsonNode event) throws IOException;
  }

  private final CollectorClient collector;
  private final String run;

  private CollectorOrder(CollectorClient collector, String run) {
    this.collector = collector;
    this.run = run;
  }

  static CollectorOrder give(CollectorClient collector, String run, String type, String reason)
      throws IOException {
    collector.post("runs/" + run + "/commands", Map.of("type", type, "reason", reason));
    return new CollectorOrder(collector, run);
  }

  /**
   * Waits for the event that ends it.
   *
   * @throws IOException if there is none in time, or the ending says that it failed
   */
  JsonNode await(int seconds, Ending ending) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    do {
      for (JsonNode event :
          collector.get("events?limit=100&run=" + CollectorClient.encode(run)).path("items")) {
        Optional<JsonNode> answer = ending.of(event);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } while (System.nanoTime() < deadline);
    throw new IOException(
        "not done within %d s; it may still happen: look at %s"
            .formatted(seconds, collector.base().resolve("/runs/" + run)));
  }
}
