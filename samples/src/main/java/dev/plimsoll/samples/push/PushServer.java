package dev.plimsoll.samples.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes messages by {@code POST /messages} or as lines over TCP and pushes each to the gateway.
 *
 * <p>Options: {@code --port} for HTTP, {@code --tcp-port} for lines, {@code --gateway} URL. Port 0
 * takes a free one.
 */
public final class PushServer {
  /** How long a stopping server waits for answers: less than the gateway's worst, on purpose. */
  private static final long DRAIN_MILLIS = 2_000;

  private final GatewayClient gateway;
  private final HttpServer http;
  private final LineIntake lines;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(8, task -> daemon(task, "intake"));

  private PushServer(Options options) throws IOException {
    gateway = new GatewayClient(URI.create(options.text("gateway", "http://127.0.0.1:9090/push")));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    http = HttpServer.create(new InetSocketAddress(loopback, options.number("port", 8080)), 512);
    http.createContext("/messages", this::takeMessage);
    http.createContext("/health", exchange -> answer(exchange, 200));
    http.setExecutor(workers);
    lines = new LineIntake(new InetSocketAddress(loopback, options.number("tcp-port", 0)), gateway);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    PushServer server = new PushServer(Options.of(args));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.stop();
                  stopped.countDown();
                },
                "stop"));
    server.start();
    stopped.await();
  }

  private void start() {
    http.start();
    lines.start();
    System.out.printf(
        "push server listens on http://127.0.0.1:%d/messages and tcp://127.0.0.1:%d%n",
        http.getAddress().getPort(), lines.port());
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "clock"));
    var unused = clock.scheduleAtFixedRate(this::report, 10, 10, TimeUnit.SECONDS);
  }

  private void report() {
    System.out.printf(
        "%d messages wait for the gateway, %d failed%n", gateway.pending(), gateway.failed());
  }

  private void stop() {
    lines.close();
    http.stop(0);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
    while (gateway.pending() > 0 && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    System.out.printf("stopped with %d messages unanswered%n", gateway.pending());
  }

  private void takeMessage(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      answer(exchange, 405);
      return;
    }
    gateway.push(exchange.getRequestBody().readAllBytes());
    answer(exchange, 202);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
