package dev.plimsoll.samples.storm;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Listens on a port and allocates as fast as it can while a few megabytes stay reachable: raw heap
 * use swings from near nothing to near the maximum, and the service is perfectly well.
 *
 * <p>Argument: port to listen on, 0 for a free one.
 */
public final class GarbageStorm {
  private static final int KEPT = 2_000;
  private static final int BYTES = 4 * 1024;

  private GarbageStorm() {}

  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
    http.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(204, -1);
          }
        });
    http.start();
    System.out.println("garbage storm listens on " + http.getAddress());
    Deque<byte[]> kept = new ArrayDeque<>();
    while (true) {
      kept.addLast(new byte[BYTES]);
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
    }
  }
}
