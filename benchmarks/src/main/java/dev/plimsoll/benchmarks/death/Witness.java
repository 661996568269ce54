package dev.plimsoll.benchmarks.death;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.reading.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A collector that hears an agent's first words and then, until the end is told, no more. */
final class Witness implements AutoCloseable {
  private static final int FIRST_WORDS = 3;

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final TreeMap<Long, Sample> heard = new TreeMap<>();
  private final TreeMap<Long, Sample> givenBack = new TreeMap<>();
  private @Nullable Event exit;
  private int refused;

  Witness() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized int heard() {
    return heard.size();
  }

  /** Samples that came when the run was dead. */
  synchronized int givenBack() {
    return givenBack.size();
  }

  /** Numbers between the first sample and the last that never came. */
  synchronized long missing() {
    if (heard.isEmpty() || givenBack.isEmpty()) {
      return 0;
    }
    return givenBack.firstKey() - heard.lastKey() - 1;
  }

  /** Batches of the living run that were turned away. */
  synchronized int refused() {
    return refused;
  }

  synchronized Optional<Event> exit() {
    return Optional.ofNullable(exit);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      InputStream in = exchange.getRequestBody();
      boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      Batch batch = Batch.from(Json.readObject(packed ? new GZIPInputStream(in) : in));
      boolean taken = taken(batch);
      exchange.sendResponseHeaders(taken ? 200 : 503, 0);
      if (taken) {
        Json.write(
            new Reply(lastSeq(batch), 500, Map.of(), List.of()).toJson(),
            exchange.getResponseBody());
      }
    } catch (MalformedMessageException e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private synchronized boolean taken(Batch batch) {
    boolean bySupervisor = batch.runs().stream().noneMatch(run -> run.run().equals(batch.sender()));
    if (!bySupervisor && exit == null && heard.size() >= FIRST_WORDS) {
      refused++;
      return false;
    }
    for (Event event : batch.events()) {
      if (exit == null && event.is(EventKind.EXIT)) {
        exit = event;
      }
    }
    for (Sample sample : batch.samples()) {
      if (exit != null && sample.run().equals(exit.run())) {
        givenBack.put(sample.seq(), sample);
      } else if (exit == null) {
        heard.put(sample.seq(), sample);
      }
    }
    return true;
  }

  private static long lastSeq(Batch batch) {
    long samples = batch.samples().stream().mapToLong(Sample::seq).max().orElse(0);
    return Math.max(samples, batch.events().stream().mapToLong(Event::seq).max().orElse(0));
  }
}
