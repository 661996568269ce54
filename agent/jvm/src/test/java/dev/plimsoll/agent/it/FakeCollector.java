package dev.plimsoll.agent.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Owner;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Keeps what agents send, and asks of them what the test wants. */
final class FakeCollector implements AutoCloseable {
  private final NavigableMap<Long, Sample> samples = new TreeMap<>();
  private final List<Sample> everySample = new ArrayList<>();
  private final NavigableMap<Long, Event> events = new TreeMap<>();
  private final Map<String, CommandStatus> statuses = new TreeMap<>();
  private final List<Command> commands = new ArrayList<>();
  private final ByteArrayOutputStream dump = new ByteArrayOutputStream();
  private final List<Event> eventsOfOthers = new ArrayList<>();
  private int dumpRefusal;
  private List<Owner> owners = List.of();
  private List<Identity> runs = List.of();
  private String dumpState = "uploading";
  private String dumpSha256 = "";
  private int port;
  private HttpServer server;
  private ExecutorService executor;

  FakeCollector() throws IOException {
    start();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts again where it was before. */
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    port = server.getAddress().getPort();
    executor = Executors.newCachedThreadPool();
    server.setExecutor(executor);
    server.createContext("/api/v1/ingest", exchange -> handle(exchange, this::ingest));
    server.createContext("/api/v1/dumps/", exchange -> handle(exchange, this::dump));
    server.start();
  }

  void stop() {
    server.stop(0);
    executor.shutdownNow();
  }

  @Override
  public void close() {
    stop();
  }

  synchronized List<Sample> samples() {
    return List.copyOf(samples.values());
  }

  /** Of all runs, as they came. */
  synchronized List<Sample> everySample() {
    return List.copyOf(everySample);
  }

  synchronized Sample latest() {
    return samples.lastEntry().getValue();
  }

  synchronized List<Event> events() {
    return List.copyOf(events.values());
  }

  /** What a sender said of a run that is not itself. */
  synchronized List<Event> eventsOfOthers() {
    return List.copyOf(eventsOfOthers);
  }

  /** Answers every piece of a dump with that status; 0 to take them. */
  synchronized void refuseDumps(int status) {
    dumpRefusal = status;
  }

  synchronized List<Long> sequence() {
    TreeMap<Long, Object> all = new TreeMap<>(samples);
    all.putAll(events);
    return List.copyOf(all.keySet());
  }

  synchronized List<Owner> owners() {
    return owners;
  }

  synchronized List<Identity> runs() {
    return runs;
  }

  synchronized Map<String, CommandStatus> statuses() {
    return Map.copyOf(statuses);
  }

  synchronized byte[] dumpBytes() {
    return dump.toByteArray();
  }

  /** Without the copy that the bytes are. */
  synchronized long dumpLength() {
    return dump.size();
  }

  synchronized String dumpSha256() {
    return dumpSha256;
  }

  /** Asks for it in every reply, as the real one does until it has heard of it. */
  synchronized void ask(Command command) {
    commands.add(command);
  }

  private interface Handler {
    Map<String, ?> answer(HttpExchange exchange) throws IOException, MalformedMessageException;
  }

  private synchronized Map<String, ?> ingest(HttpExchange exchange)
      throws IOException, MalformedMessageException {
    Batch batch = Batch.from(Json.readObject(unpacked(exchange)));
    long ack = 0;
    if (batch.runs().stream().noneMatch(run -> run.run().equals(batch.sender()))) {
      eventsOfOthers.addAll(batch.events());
      return new Reply(batch.events().size(), 200, Map.of(), List.of()).toJson();
    }
    for (Sample sample : batch.samples()) {
      samples.put(sample.seq(), sample);
      everySample.add(sample);
      ack = Math.max(ack, sample.seq());
    }
    for (Event event : batch.events()) {
      events.put(event.seq(), event);
      ack = Math.max(ack, event.seq());
    }
    batch.commands().forEach(status -> statuses.put(status.id(), status));
    owners = batch.owners();
    runs = batch.runs();
    return new Reply(ack, 200, Map.of(), List.copyOf(commands)).toJson();
  }

  private static InputStream unpacked(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return packed ? new GZIPInputStream(body) : body;
  }

  private synchronized Map<String, ?> dump(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      return piece(exchange);
    }
    return Map.of("state", dumpState, "received", dump.size());
  }

  private Map<String, ?> piece(HttpExchange exchange) throws IOException {
    byte[] piece = exchange.getRequestBody().readAllBytes();
    if (dumpRefusal > 0) {
      exchange.sendResponseHeaders(dumpRefusal, -1);
      return Map.of();
    }
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    long from = Long.parseLong(range.substring("bytes ".length(), range.indexOf('-')));
    long total = Long.parseLong(range.substring(range.indexOf('/') + 1));
    if (from == dump.size()) {
      dump.write(piece);
      dumpSha256 = exchange.getRequestHeaders().getFirst("Plimsoll-Sha256");
    }
    if (dump.size() == total) {
      dumpState = "stored";
    }
    return Map.of("received", dump.size());
  }

  private static void handle(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      Json.write(handler.answer(exchange), body);
      if (exchange.getResponseCode() > 0) {
        return;
      }
      exchange.sendResponseHeaders(200, body.size());
      exchange.getResponseBody().write(body.toByteArray());
    } catch (MalformedMessageException e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }
}
