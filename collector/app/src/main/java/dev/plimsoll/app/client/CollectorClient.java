package dev.plimsoll.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The collector's HTTP API, as the commands use it. */
public final class CollectorClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI base;

  public CollectorClient(URI base) {
    this.base = base;
  }

  public URI base() {
    return base;
  }

  /**
   * Reads one resource.
   *
   * @param path below {@code /api/v1/}, with its query
   * @throws CollectorException if there is no collector, or it answers with an error
   */
  public JsonNode get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  /** As {@link #get}, with a JSON body. */
  public JsonNode post(String path, Map<String, ?> body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build());
  }

  /** A value for a query. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve("/api/v1/" + path)).timeout(PATIENCE);
  }

  private JsonNode send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new CollectorException(problem(response));
      }
      return JSON.readTree(response.body());
    } catch (ConnectException | HttpTimeoutException e) {
      throw new CollectorException(
          "no collector answers at %s: start one with `plimsoll collector`, or name yours with --collector"
              .formatted(base));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CollectorException("interrupted while waiting for " + base);
    }
  }

  private String problem(HttpResponse<String> response) {
    try {
      JsonNode problem = JSON.readTree(response.body());
      if (problem.hasNonNull("detail")) {
        return problem.get("detail").asText();
      }
    } catch (JsonProcessingException e) {
      // Not a collector, or something between: the status is all there is to say.
    }
    return "%s answered %d to %s; is it a Plimsoll collector?"
        .formatted(base, response.statusCode(), response.uri().getPath());
  }
}
