package dev.plimsoll.server;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.server.alerts.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;

/** A chat that takes webhooks, in the mood the test wants. */
public final class Sink implements AutoCloseable {
  private final HttpServer server;
  private final List<String> received = new CopyOnWriteArrayList<>();

  /** Always content. */
  public static Sink open() throws IOException {
    return new Sink(count -> 200, "");
  }

  /**
   * A sink with moods.
   *
   * @param statuses the status for the first request, the second...
   * @param retryAfter sent with each answer if not empty, seconds
   */
  public Sink(IntUnaryOperator statuses, String retryAfter) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          received.add(new String(body, StandardCharsets.UTF_8));
          if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          exchange.sendResponseHeaders(statuses.applyAsInt(received.size()), -1);
          exchange.close();
        });
    server.start();
  }

  public Webhook webhook() {
    int port = server.getAddress().getPort();
    return new Webhook(URI.create("http://127.0.0.1:" + port + "/services/T0/B0/sEcReT"));
  }

  /** Every body posted so far. */
  public List<String> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
