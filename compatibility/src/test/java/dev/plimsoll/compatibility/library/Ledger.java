package dev.plimsoll.compatibility.library;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.reading.Metric;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A collector that knows who holds what, as of the last batch. */
final class Ledger implements AutoCloseable {
  private final HttpServer server;
  private Map<String, Double> metrics = Map.of();
  private List<Owner> owners = List.of();

  Ledger() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/ingest", this::ingest);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Whether the agent counts already. */
  synchronized boolean isOpen() {
    return metrics.containsKey(Metric.HANDLES);
  }

  /** Owner and count of one kind. */
  synchronized Map<String, Long> of(String kind) {
    Map<String, Long> counts = new TreeMap<>();
    for (Owner owner : owners) {
      // Rows of nothing tell how long the requests took that ended lately.
      if (owner.kind().equals(kind) && owner.count() > 0) {
        counts.merge(owner.owner(), owner.count(), Long::sum);
      }
    }
    return counts;
  }

  synchronized double metric(String name) {
    return metrics.getOrDefault(name, 0d);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void ingest(HttpExchange exchange) throws IOException {
    try (exchange) {
      Batch batch = Batch.from(Json.readObject(new GZIPInputStream(exchange.getRequestBody())));
      long ack = take(batch);
      ByteArrayOutputStream reply = new ByteArrayOutputStream();
      Json.write(new Reply(ack, 200, Map.of(), List.of()).toJson(), reply);
      exchange.sendResponseHeaders(200, reply.size());
      exchange.getResponseBody().write(reply.toByteArray());
    } catch (MalformedMessageException e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private synchronized long take(Batch batch) {
    long ack = 0;
    for (Sample sample : batch.samples()) {
      ack = Math.max(ack, sample.seq());
      metrics = sample.metrics();
    }
    owners = batch.owners();
    return ack;
  }
}
