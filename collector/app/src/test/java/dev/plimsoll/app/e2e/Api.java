package dev.plimsoll.app.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.app.client.CollectorClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A collector's API in the words of the tests. Everything a test asserts, it asserts through this.
 */
final class Api {
  private final CollectorClient client;

  Api(int port) {
    client = new CollectorClient(URI.create("http://127.0.0.1:" + port));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  JsonNode get(String path) {
    try {
      return client.get(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> items(String path) {
    List<JsonNode> items = new ArrayList<>();
    get(path).path("items").forEach(items::add);
    return items;
  }

  void awaitCollector() {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> client.get("services").has("items"));
  }

  /** The run of a service that satisfies the condition, waited for. */
  JsonNode awaitRun(String service, Duration patience, Predicate<JsonNode> condition) {
    return await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () ->
                items("runs?service=" + service).stream()
                    .filter(condition)
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  /** Events of a service and kind, oldest first. */
  List<JsonNode> events(String service, String kind) {
    List<JsonNode> events = items("events?limit=500&service=" + service + "&kind=" + kind);
    java.util.Collections.reverse(events);
    return events;
  }

  JsonNode awaitEvent(String service, String kind, Duration patience) {
    return await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .until(
            () -> events(service, kind).stream().findFirst().orElse(null), found -> found != null);
  }

  void command(String run, String type) {
    try {
      client.post("runs/" + run + "/commands", java.util.Map.of("type", type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The samples as they were read, one value a second, absent where there was none. */
  List<Double> series(JsonNode timeline, String metric, String which) {
    List<Double> values = new ArrayList<>();
    timeline
        .path("series")
        .path(metric)
        .path(which)
        .forEach(value -> values.add(value.isNull() ? null : value.asDouble()));
    return values;
  }

  static Path samplesJar() {
    return Path.of("../../samples/target/plimsoll-samples-0.1.0-SNAPSHOT.jar").toAbsolutePath();
  }
}
