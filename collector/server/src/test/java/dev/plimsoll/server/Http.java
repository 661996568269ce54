package dev.plimsoll.server;

import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks with a collector as an agent, a person or a page would. */
public final class Http {

  /** Status and body of an answer. */
  public record Answer(int status, String type, Map<String, @Nullable Object> json) {

    public Object get(String name) {
      Object value = json.get(name);
      if (value == null) {
        throw new AssertionError("no " + name + " in " + json);
      }
      return value;
    }

    @SuppressWarnings("unchecked") // lists of the API hold objects
    public List<Map<String, Object>> items() {
      return (List<Map<String, Object>>) get("items");
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  public Http(String base) {
    this.base = base;
  }

  public Reply ingest(Batch batch) {
    Answer answer = send("POST", "/api/v1/ingest", Json.line(batch.toJson()));
    if (answer.status() != 200) {
      throw new AssertionError(answer.toString());
    }
    try {
      return Reply.from(Json.readObject(Json.line(answer.json())));
    } catch (MalformedMessageException e) {
      throw new AssertionError(e);
    }
  }

  public Answer get(String path) {
    return exchange(request(path).GET());
  }

  public Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body));
    return exchange(headers.length == 0 ? request : request.headers(headers));
  }

  public Answer send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofByteArray(body));
    return exchange(headers.length == 0 ? request : request.headers(headers));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  public HttpResponse<String> raw(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public Answer exchange(HttpRequest.Builder request) {
    HttpResponse<String> response = raw(request);
    try {
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          Json.readObject(response.body()).values());
    } catch (MalformedMessageException e) {
      throw new AssertionError(response.statusCode() + " " + response.body(), e);
    }
  }
}
