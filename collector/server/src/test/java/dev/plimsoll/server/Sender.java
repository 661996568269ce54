package dev.plimsoll.server;

import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.reading.Sample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** An agent that sends as fast as it is answered and keeps what was not acknowledged. */
final class Sender implements Runnable {
  /** Of the real time: what is older than the retention is forgotten, and rightly. */
  static final long BEGAN = System.currentTimeMillis() - 12 * 3_600_000;

  private static final int BATCH = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final FakeRun run;
  private final URI ingest;
  private final int samples;
  private final List<Sample> unacknowledged = new ArrayList<>();
  private int read;
  private volatile long acknowledged;

  Sender(FakeRun run, String url, int samples) {
    this.run = run;
    this.ingest = URI.create(url + "/api/v1/ingest");
    this.samples = samples;
  }

  /** The same sender with what it holds, which found the collector elsewhere. */
  Sender movedTo(String url) {
    Sender moved = new Sender(run, url, samples);
    moved.unacknowledged.addAll(unacknowledged);
    moved.read = read;
    moved.acknowledged = acknowledged;
    return moved;
  }

  String runId() {
    return run.id();
  }

  long acknowledged() {
    return acknowledged;
  }

  /** Until all samples are acknowledged, or the collector is gone. */
  @Override
  public void run() {
    try {
      while (acknowledged < samples) {
        while (unacknowledged.size() < BATCH && read < samples) {
          unacknowledged.add(run.reading(BEGAN + 1000L * ++read, 0.3));
        }
        send();
      }
    } catch (IOException e) {
      // killed; what is unacknowledged goes to the next one
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() throws IOException, InterruptedException {
    Batch batch = run.batch(unacknowledged);
    HttpRequest request =
        HttpRequest.newBuilder(ingest)
            .POST(BodyPublishers.ofString(Json.line(batch.toJson())))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("answered " + response.statusCode());
    }
    try {
      long ack = Reply.from(Json.readObject(response.body())).ack();
      unacknowledged.removeIf(sample -> sample.seq() <= ack);
      acknowledged = ack;
    } catch (MalformedMessageException e) {
      throw new AssertionError(e);
    }
  }
}
