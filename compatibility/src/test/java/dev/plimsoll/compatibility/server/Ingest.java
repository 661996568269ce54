package dev.plimsoll.compatibility.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts batches. */
final class Ingest implements AutoCloseable {
  private final AtomicInteger batches = new AtomicInteger();
  private final HttpServer server;

  Ingest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/ingest",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          batches.incrementAndGet();
          byte[] reply =
              "{\"ack\":0,\"flushMs\":1000,\"policies\":{},\"commands\":[]}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, reply.length);
          exchange.getResponseBody().write(reply);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int batches() {
    return batches.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
