package dev.plimsoll.samples.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Answers everything with 202 for a while, and then nothing any more: its connections stay open, as
 * those of a process that is stopped, or stands in a collection of its own.
 *
 * <p>Arguments: the port, and after how many seconds it stops.
 */
public final class Backend {
  private final long stopsAt;
  private final Queue<HttpExchange> unanswered = new ConcurrentLinkedQueue<>();

  private Backend(Duration answersFor) {
    this.stopsAt = System.nanoTime() + answersFor.toNanos();
  }

  public static void main(String[] args) throws IOException {
    Backend backend = new Backend(Duration.ofSeconds(Long.parseLong(args[1])));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port = Integer.parseInt(args[0]);
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 4096);
    server.createContext("/", backend::take);
    server.start();
    System.out.println("backend listens on " + server.getAddress());
    endWithParent();
  }

  private void take(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    if (System.nanoTime() - stopsAt >= 0) {
      unanswered.add(exchange);
      return;
    }
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  /** Whoever started it holds its standard input. */
  private static void endWithParent() throws IOException {
    while (System.in.read() >= 0) {
      // Whatever is said there means nothing; only its end does.
    }
    System.exit(0);
  }
}
