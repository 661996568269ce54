package dev.plimsoll.server;

import dev.plimsoll.server.alerts.Alerts;
import dev.plimsoll.server.commands.CommandDesk;
import dev.plimsoll.server.dumps.DumpDesk;
import dev.plimsoll.server.fleet.Fleet;
import dev.plimsoll.server.ingest.Consequences;
import dev.plimsoll.server.ingest.Ingest;
import dev.plimsoll.server.journal.EventLog;
import dev.plimsoll.server.policy.LinePolicy;
import dev.plimsoll.server.policy.PolicyBook;
import dev.plimsoll.server.policy.PolicyMemory;
import dev.plimsoll.server.web.WebServer;
import dev.plimsoll.store.Store;
import dev.plimsoll.store.StoreException;
import dev.plimsoll.store.sqlite.SqliteStore;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A running collector.
 *
 * <pre>{@code
 * try (Collector collector = Collector.start(CollectorOptions.in(dataDir))) {
 *   System.out.println(collector.url());
 *   ...
 * }
 * }</pre>
 */
public final class Collector implements AutoCloseable {
  private final Store store;
  private final Alerts alerts;
  private final DumpDesk dumps;
  private final Housekeeping housekeeping;
  private final CollectorOptions options;

  /** Null for the instant in which it answers its first requests and has not told its port. */
  private volatile @Nullable WebServer web;

  private Collector(Store store, CollectorOptions options) throws BindException {
    this.store = store;
    this.options = options;
    Clock clock = options.clock();
    EventLog log = new EventLog(store, clock);
    PolicyBook book = new PolicyBook(options.policy(), options.lines());
    CommandDesk commands = new CommandDesk(store, clock);
    Fleet fleet = new Fleet(store, clock);
    this.dumps =
        new DumpDesk(
            store, options.dataDir(), commands, options.analysis(), options.dumps(), clock);
    this.alerts = new Alerts(options.webhooks(), log, this::url);
    LinePolicy policy =
        new LinePolicy(book, options.limits(), fleet, commands, dumps, alerts, log, clock);
    policy.recall(new PolicyMemory(store));
    Consequences consequences = new Consequences(fleet, policy, dumps, commands, alerts, log);
    Ingest ingest = new Ingest(store, fleet, commands, book, consequences, clock);
    long largestDump = options.dumps().maxBytes();
    WebServer.Rooms rooms =
        new WebServer.Rooms(store, fleet, ingest, commands, dumps, book, largestDump, clock);
    this.housekeeping = new Housekeeping();
    this.web = WebServer.start(rooms, options.host(), options.port(), options.publicUrl());
    housekeeping.start(fleet, policy, commands, dumps);
    housekeeping.prune(store, options);
  }

  /**
   * Starts a collector and returns once it answers.
   *
   * @throws CollectorStartException if the port or the data directory cannot be had
   */
  public static Collector start(CollectorOptions options) throws CollectorStartException {
    requireFreePort(options);
    Store store = open(options);
    try {
      return new Collector(store, options);
    } catch (BindException e) {
      store.close();
      throw portProblem(options, e);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** The port it listens on, also where {@link CollectorOptions#port()} was 0. */
  public int port() {
    WebServer started = web;
    return started == null ? options.port() : started.port();
  }

  /** Where people reach it, without a slash at the end. */
  public String url() {
    URI told = options.publicUrl();
    if (told != null) {
      String url = told.toString();
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    String host = options.host().equals("0.0.0.0") ? "localhost" : options.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /** Finishes what is under way, then lets go of port and data directory. */
  @Override
  public void close() {
    WebServer started = web;
    if (started != null) {
      started.close();
    }
    housekeeping.close();
    alerts.close();
    dumps.close();
    store.close();
  }

  private static Store open(CollectorOptions options) throws CollectorStartException {
    try {
      return SqliteStore.open(options.dataDir());
    } catch (StoreException e) {
      throw new CollectorStartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Asked before anything is opened: a second collector must not disturb the first. */
  private static void requireFreePort(CollectorOptions options) throws CollectorStartException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as the server does: what lingers from the last one is no harm
      socket.bind(new InetSocketAddress(options.host(), options.port()));
    } catch (IOException e) {
      throw portProblem(options, e);
    }
  }

  private static CollectorStartException portProblem(CollectorOptions options, IOException e) {
    boolean taken = String.valueOf(e.getMessage()).contains("in use");
    String sentence =
        taken
            ? "port %d on %s is taken; stop what listens there, or choose another with --port"
                .formatted(options.port(), options.host())
            : "cannot listen on %s port %d: %s"
                .formatted(options.host(), options.port(), e.getMessage());
    return new CollectorStartException(sentence, e);
  }
}
