package dev.plimsoll.supervisor.report;

import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Posts batches. Blocking, and without threads of its own; thread-safe only for {@link #abort}. */
final class CollectorClient {
  private static final int CONNECT_MS = 2_000;
  private static final int READ_MS = 10_000;
  private static final int MAX_PROBLEM_BYTES = 2_000;
  private final URI ingest;
  private volatile @Nullable HttpURLConnection active;

  CollectorClient(URI base) {
    String text = base.toString();
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    this.ingest = URI.create(trimmed + "/api/v1/ingest");
  }

  Answer post(Batch batch) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      Json.write(batch.toJson(), body);
      return exchange(body.toByteArray());
    } catch (IOException e) {
      return new Answer.Unreachable(String.valueOf(e.getMessage()));
    } finally {
      active = null;
    }
  }

  /** Lets a post that hangs fail at once. */
  void abort() {
    HttpURLConnection connection = active;
    if (connection != null) {
      connection.disconnect();
    }
  }

  private Answer exchange(byte[] body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) ingest.toURL().openConnection();
    active = connection;
    connection.setConnectTimeout(CONNECT_MS);
    connection.setReadTimeout(READ_MS);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setFixedLengthStreamingMode(body.length);
    connection.setDoOutput(true);
    try (var out = connection.getOutputStream()) {
      out.write(body);
    }
    return switch (connection.getResponseCode()) {
      case 200 -> accepted(connection);
      case 400 -> new Answer.Malformed(problem(connection));
      case 413 -> tooLarge(connection);
      default ->
          new Answer.Unreachable(
              "status " + connection.getResponseCode() + " " + problem(connection));
    };
  }

  private static Answer accepted(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getInputStream()) {
      return new Answer.Accepted(Reply.from(Json.readObject(in)));
    } catch (MalformedMessageException e) {
      return new Answer.Unreachable("the answer is not a collector's: " + e.getMessage());
    }
  }

  private static Answer tooLarge(HttpURLConnection connection) throws IOException {
    problem(connection);
    return new Answer.TooLarge();
  }

  private static String problem(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getErrorStream()) {
      return in == null ? "" : new String(in.readNBytes(MAX_PROBLEM_BYTES), StandardCharsets.UTF_8);
    }
  }
}
