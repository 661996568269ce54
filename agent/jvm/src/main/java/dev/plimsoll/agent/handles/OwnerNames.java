package dev.plimsoll.agent.handles;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Names of owners. One string for each, however many hold it; beyond the limit everything new is of
 * one owner, so that a service that calls a million hosts costs no million names.
 */
final class OwnerNames {
  static final String OTHER = "other";
  private static final int LIMIT = 1_000;

  private record Endpoint(String host, int port) {}

  private final ConcurrentMap<Endpoint, String> endpoints = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> names = new ConcurrentHashMap<>();

  /** {@code fcm.example:443}; the port is that of the scheme where the URI has none. */
  String ofUri(@Nullable String scheme, String host, int port) {
    int actual = port >= 0 ? port : "https".equalsIgnoreCase(scheme) ? 443 : 80;
    Endpoint endpoint = new Endpoint(host, actual);
    String known = endpoints.get(endpoint);
    if (known != null) {
      return known;
    }
    if (endpoints.size() >= LIMIT) {
      return OTHER;
    }
    return endpoints.computeIfAbsent(endpoint, OwnerNames::join);
  }

  /** Peer of a socket that this process opened. */
  String ofPeer(SocketAddress peer) {
    if (peer instanceof InetSocketAddress internet) {
      return ofUri(null, internet.getHostString(), internet.getPort());
    }
    return of("unix:" + peer);
  }

  /** Peer of a socket that this process accepted: without its port, which is another each time. */
  String ofCaller(@Nullable SocketAddress peer) {
    return peer instanceof InetSocketAddress internet
        ? of(internet.getHostString() + " (accepted)")
        : of("accepted");
  }

  /** A name that is made anew each time. */
  String of(String name) {
    String known = names.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() >= LIMIT) {
      return OTHER;
    }
    String first = names.putIfAbsent(name, name);
    return first == null ? name : first;
  }

  private static String join(Endpoint endpoint) {
    boolean bareV6 = endpoint.host().indexOf(':') >= 0 && !endpoint.host().startsWith("[");
    return (bareV6 ? "[" + endpoint.host() + "]" : endpoint.host()) + ":" + endpoint.port();
  }
}
