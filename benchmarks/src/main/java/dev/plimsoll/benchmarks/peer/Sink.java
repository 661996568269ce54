package dev.plimsoll.benchmarks.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Takes what an agent sends as its backend would, so that the agent does all of its work: batches
 * of Plimsoll, OTLP over HTTP, Elastic's intake, Datadog's traces, Pyroscope's profiles.
 */
public final class Sink implements AutoCloseable {
  private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

  private final HttpServer http;
  private final ExecutorService threads;
  private final AtomicLong posts = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile String batch = "";

  public Sink() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    // Elastic holds a request open for seconds; with one thread it would keep all others waiting.
    threads = Executors.newCachedThreadPool();
    http.setExecutor(threads);
    http.createContext("/api/v1/ingest", this::ingest);
    http.createContext(
        "/info", exchange -> take(exchange, 200, "{\"endpoints\":[\"/v0.4/traces\"]}"));
    http.createContext("/v0.4/traces", exchange -> take(exchange, 200, "{\"rate_by_service\":{}}"));
    http.createContext("/intake/v2/events", exchange -> take(exchange, 202, ""));
    http.createContext("/", this::other);
    http.start();
  }

  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** How many posts came: none would mean that nothing was measured. */
  public long posts() {
    return posts.get();
  }

  /** Bytes of their bodies, as they travelled. */
  public long bytes() {
    return bytes.get();
  }

  /** A metric as the last batch of Plimsoll has it; NaN if it has none. */
  public double latest(String metric) {
    double value = Double.NaN;
    Matcher matcher =
        Pattern.compile(Pattern.quote("\"" + metric + "\":") + "(-?[0-9.eE+]+)").matcher(batch);
    while (matcher.find()) {
      value = Double.parseDouble(matcher.group(1));
    }
    return value;
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  /** Elastic asks {@code GET /} for the server's version before it sends anything. */
  private void other(HttpExchange exchange) throws IOException {
    boolean asked = exchange.getRequestMethod().equals("GET");
    take(exchange, 200, asked ? "{\"version\":\"8.15.0\"}" : "");
  }

  private void ingest(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    count(exchange, body);
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    byte[] plain =
        zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
    batch = new String(plain, StandardCharsets.UTF_8);
    long ack = 0;
    Matcher matcher = SEQ.matcher(batch);
    while (matcher.find()) {
      ack = Math.max(ack, Long.parseLong(matcher.group(1)));
    }
    answer(exchange, 200, "{\"ack\":" + ack + ",\"flushMs\":1000,\"policies\":{},\"commands\":[]}");
  }

  private void take(HttpExchange exchange, int status, String reply) throws IOException {
    count(exchange, exchange.getRequestBody().readAllBytes());
    answer(exchange, status, reply);
  }

  private void count(HttpExchange exchange, byte[] body) {
    if (!exchange.getRequestMethod().equals("GET")) {
      posts.incrementAndGet();
      bytes.addAndGet(body.length);
    }
  }

  private static void answer(HttpExchange exchange, int status, String reply) throws IOException {
    try (exchange) {
      byte[] body = reply.getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
