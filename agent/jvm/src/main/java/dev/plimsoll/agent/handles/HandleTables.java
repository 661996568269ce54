package dev.plimsoll.agent.handles;

import org.jspecify.annotations.Nullable;

/** What is open and what is in flight right now. All tables are bounded. Thread-safe. */
public final class HandleTables {
  private static final int SOCKETS = 100_000;
  private static final int REQUESTS = 200_000;

  private final OwnerNames names = new OwnerNames();
  private final WeakTable<Held> sockets = new WeakTable<>(SOCKETS);
  private final WeakTable<Held> exchanges = new WeakTable<>(REQUESTS);
  private final Requests requests = new Requests(REQUESTS);
  private volatile boolean exchangesSeen;

  OwnerNames names() {
    return names;
  }

  Requests requests() {
    return requests;
  }

  WeakTable<Held> sockets() {
    return sockets;
  }

  WeakTable<Held> exchanges() {
    return exchanges;
  }

  /** Whether this JVM serves HTTP by a server we know. */
  boolean exchangesSeen() {
    return exchangesSeen;
  }

  void socketOpened(Object socket, String owner) {
    sockets.put(socket, new Held(owner, System.nanoTime()));
  }

  void socketClosed(Object socket) {
    sockets.remove(socket);
  }

  void exchangeBegan(Object exchange, @Nullable String method, @Nullable String path) {
    exchangesSeen = true;
    exchanges.put(exchange, new Held(names.of(route(method, path)), System.nanoTime()));
  }

  void exchangeEnded(Object exchange) {
    exchanges.remove(exchange);
  }

  /** Method and first part of the path: what follows is often an id. */
  private static String route(@Nullable String method, @Nullable String path) {
    String whole = path == null ? "/" : path;
    int second = whole.indexOf('/', 1);
    String first = second < 0 ? whole : whole.substring(0, second);
    return method == null ? first : method + " " + first;
  }
}
