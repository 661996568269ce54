package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.spy.Kind;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the holder of what was opened, by what is at its other end. */
final class Naming {
  static final String REQUEST_OUT = "request-out";
  static final String REQUEST_IN = "request-in";
  private static final String NOWHERE = "unknown";
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS");
  private static final int ACCEPTED = -1;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Holders sockets = new Holders(Kind.SOCKET);
  private final Holders listeners = new Holders(Kind.LISTENER);
  private final Holders files = new Holders(Kind.FILE);
  private final Holders children = new Holders(Kind.CHILD);
  private final Holders databases = new Holders(Kind.JDBC);
  private final Holders pipes = new Holders(Kind.PIPE);
  private final Holders selectors = new Holders(Kind.SELECTOR);
  private final Holders timers = new Holders(Kind.TIMER);
  private final Holders executors = new Holders(Kind.EXECUTOR);
  private final Holders requests = new Holders(REQUEST_OUT);
  private final Holders exchanges = new Holders(REQUEST_IN);
  private final List<Holders> all =
      List.of(
          sockets, listeners, files, children, databases, pipes, selectors, timers, executors,
          requests, exchanges);

  List<Holders> all() {
    return all;
  }

  /** {@code fcm.example:443}; the port is that of the scheme where the URI has none. */
  Holder ofUri(@Nullable String scheme, String host, int port) {
    int actual = port >= 0 ? port : "https".equalsIgnoreCase(scheme) ? HTTPS : HTTP;
    return endpoint(requests, host, actual);
  }

  /** Peer of a socket that this process connected. */
  Holder ofPeer(SocketAddress peer) {
    return peer instanceof InetSocketAddress internet
        ? endpoint(sockets, internet.getHostString(), internet.getPort())
        : sockets.named("unix:" + peer);
  }

  /** Peer of a socket that this process accepted: without its port, which is another each time. */
  Holder ofCaller(@Nullable SocketAddress peer) {
    if (!(peer instanceof InetSocketAddress internet)) {
      return sockets.named(peer == null ? "accepted" : "unix (accepted)");
    }
    String host = internet.getHostString();
    Holder known = sockets.recent(host, ACCEPTED);
    return known != null
        ? known
        : sockets.remember(host, ACCEPTED, sockets.named(host + " (accepted)"));
  }

  /** A socket for datagrams: its peer if it has one, else its port if that was chosen. */
  Holder ofDatagrams(@Nullable Object address, boolean connected) {
    if (!(address instanceof InetSocketAddress internet) || internet.getPort() == 0) {
      return sockets.named("udp");
    }
    return sockets.named(
        connected
            ? "udp " + join(internet.getHostString(), internet.getPort())
            : "udp :" + internet.getPort());
  }

  Holder ofListener(@Nullable Object address) {
    return listeners.named(
        address instanceof InetSocketAddress internet
            ? ":" + internet.getPort()
            : "unix:" + address);
  }

  Holder ofFile(@Nullable Object path) {
    if (path == null) {
      return files.named(NOWHERE);
    }
    String text = path.toString();
    Holder known = files.recent(text, 0);
    return known != null ? known : files.remember(text, 0, files.named(Shape.ofFile(text)));
  }

  /** Method and path, without what is different each time. */
  Holder ofRoute(@Nullable String method, @Nullable String path) {
    int usual = path == null || method == null ? -1 : METHODS.indexOf(method);
    if (usual < 0) {
      return exchanges.named(route(method, path));
    }
    Holder known = exchanges.recent(path, usual);
    return known != null
        ? known
        : exchanges.remember(path, usual, exchanges.named(route(method, path)));
  }

  Holder ofCommand(@Nullable Object command) {
    String text = command == null ? NOWHERE : command.toString();
    return children.named(Shape.ofFile(text.substring(text.lastIndexOf('/') + 1)));
  }

  Holder ofDatabase(@Nullable Object url) {
    return databases.named(url == null ? NOWHERE : JdbcUrl.shown(url.toString()));
  }

  /** What has no other end is held by the place that opened it. */
  Holder ofPlace(String kind, @Nullable Frame opener) {
    Holders holders =
        switch (kind) {
          case Kind.SELECTOR -> selectors;
          case Kind.TIMER -> timers;
          case Kind.EXECUTOR -> executors;
          default -> pipes;
        };
    return holders.named(opener == null ? NOWHERE : opener.method());
  }

  private static Holder endpoint(Holders holders, String host, int port) {
    Holder known = holders.recent(host, port);
    return known != null ? known : holders.remember(host, port, holders.named(join(host, port)));
  }

  private static String route(@Nullable String method, @Nullable String path) {
    String route = path == null ? "/" : Shape.ofRoute(path);
    return method == null ? route : method + " " + route;
  }

  private static String join(String host, int port) {
    boolean bareV6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    return (bareV6 ? "[" + host + "]" : host) + ":" + port;
  }
}
