package dev.plimsoll.supervisor.bench;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.ingest.Reply;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.run.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what is sent to it, each number once, and hands out commands until they are answered. */
public final class FakeCollector implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final HttpServer server;
  private final List<Batch> batches = new CopyOnWriteArrayList<>();
  private final Map<Long, Event> events = new TreeMap<>();
  private final List<CommandStatus> statuses = new CopyOnWriteArrayList<>();
  private final List<Command> commands = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusedEvents = new AtomicInteger();
  private volatile int status = 200;
  private volatile int timesToRepeatCommands = 3;

  private FakeCollector(HttpServer server) {
    this.server = server;
    server.createContext("/api/v1/ingest", this::ingest);
    server.start();
  }

  public static FakeCollector start() throws IOException {
    return onPort(0);
  }

  public static FakeCollector onPort(int port) throws IOException {
    return new FakeCollector(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on answers with this status. */
  public void answer(int code) {
    status = code;
  }

  /** Events in batches that were not taken. */
  public int refusedEvents() {
    return refusedEvents.get();
  }

  public void ask(Command command) {
    commands.add(command);
  }

  public List<Batch> batches() {
    return batches;
  }

  public List<CommandStatus> statuses() {
    return statuses;
  }

  public synchronized List<Event> events() {
    return new ArrayList<>(events.values());
  }

  public List<Event> events(EventKind kind) {
    return events().stream().filter(event -> event.is(kind)).toList();
  }

  public List<String> kinds() {
    return events().stream().map(Event::kind).toList();
  }

  /** The first event of the kind, as soon as it is there. */
  public Event awaitOne(EventKind kind) {
    return awaitMany(kind, 1).get(0);
  }

  /** Events of the kind, as soon as there are that many. */
  public List<Event> awaitMany(EventKind kind, int count) {
    await().atMost(SOON).until(() -> events(kind).size() >= count);
    return events(kind);
  }

  /** The status of a command once it is final. */
  public CommandStatus awaitStatus(String command) {
    return await()
        .atMost(SOON)
        .until(() -> finalStatus(command), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<CommandStatus> finalStatus(String command) {
    return statuses.stream()
        .filter(news -> news.id().equals(command))
        .filter(news -> !news.state().equals(CommandStatus.ACCEPTED))
        .findFirst();
  }

  /** What was last said of the run. */
  public Identity identityOf(String run) {
    return batches.stream()
        .flatMap(batch -> batch.runs().stream())
        .filter(identity -> identity.run().equals(run))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** The {@code exit} of an exit event. */
  public static Map<?, ?> exitOf(Event event) {
    return (Map<?, ?>) Objects.requireNonNull(event.data().get("exit"));
  }

  private void ingest(HttpExchange exchange) throws IOException {
    try (exchange) {
      Batch batch = Batch.from(Json.readObject(exchange.getRequestBody()));
      if (status != 200) {
        refusedEvents.addAndGet(batch.events().size());
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      byte[] reply = Json.line(take(batch).toJson()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    } catch (MalformedMessageException e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  /** A command is repeated for a while after its answer, as one whose answer was lost would be. */
  private synchronized Reply take(Batch batch) {
    batches.add(batch);
    batch.events().forEach(event -> events.putIfAbsent(event.seq(), event));
    statuses.addAll(batch.commands());
    boolean answered = !batch.commands().isEmpty();
    List<Command> handedOut = List.copyOf(commands);
    if (answered && --timesToRepeatCommands <= 0) {
      commands.clear();
    }
    long ack = events.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    return new Reply(ack, 100, Map.of(), handedOut);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
