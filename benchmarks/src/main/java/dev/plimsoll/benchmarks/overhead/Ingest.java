package dev.plimsoll.benchmarks.overhead;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Takes the agent's batches as a collector would, so that the agent does all of its work. */
final class Ingest implements AutoCloseable {
  private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

  private final HttpServer http;
  private final AtomicLong batches = new AtomicLong();

  Ingest() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    http.createContext("/api/v1/ingest", this::take);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** How many batches came: none would mean that nothing was measured. */
  long batches() {
    return batches.get();
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      byte[] body = exchange.getRequestBody().readAllBytes();
      String text =
          zipped
              ? new String(
                  new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes(),
                  StandardCharsets.UTF_8)
              : new String(body, StandardCharsets.UTF_8);
      long ack = 0;
      Matcher matcher = SEQ.matcher(text);
      while (matcher.find()) {
        ack = Math.max(ack, Long.parseLong(matcher.group(1)));
      }
      batches.incrementAndGet();
      byte[] reply =
          ("{\"ack\":" + ack + ",\"flushMs\":1000,\"policies\":{},\"commands\":[]}")
              .getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    }
  }
}
