package dev.plimsoll.server.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other people's web pages out of a collector that asks for no password. On loopback the Host
 * header must name this machine, else a page could point its own name at 127.0.0.1 and read
 * everything; and a browser may change nothing on behalf of another site.
 */
final class CallerCheck {
  private final boolean loopback;
  private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
  private final Set<String> origins = new HashSet<>();

  /**
   * What is let in.
   *
   * @param bound the host that the collector is bound to
   * @param publicUrl where people reach it, if that is elsewhere
   */
  CallerCheck(String bound, @Nullable URI publicUrl) {
    loopback = isLoopback(bound);
    hosts.add(bound.toLowerCase(Locale.ROOT));
    if (publicUrl != null && publicUrl.getHost() != null) {
      hosts.add(publicUrl.getHost().toLowerCase(Locale.ROOT));
      origins.add(publicUrl.getAuthority().toLowerCase(Locale.ROOT));
    }
  }

  void check(Context ctx) {
    String host = ctx.header("Host");
    if (loopback && (host == null || !hosts.contains(withoutPort(host)))) {
      throw ProblemException.of(
          403, "this collector is bound to loopback and answers only to localhost, not to " + host);
    }
    boolean reads = HandlerType.GET.equals(ctx.method()) || HandlerType.HEAD.equals(ctx.method());
    String origin = ctx.header("Origin");
    if (!reads && origin != null && !isOurs(origin, host)) {
      throw ProblemException.of(403, "pages of " + origin + " may not send requests to here");
    }
  }

  private boolean isOurs(String origin, @Nullable String host) {
    int scheme = origin.indexOf("://");
    if (scheme < 0) {
      return false; // "null": a sandboxed page or a file
    }
    String authority = origin.substring(scheme + 3).toLowerCase(Locale.ROOT);
    return authority.equalsIgnoreCase(host) || origins.contains(authority);
  }

  private static String withoutPort(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // binding fails with a better message
    }
  }
}
