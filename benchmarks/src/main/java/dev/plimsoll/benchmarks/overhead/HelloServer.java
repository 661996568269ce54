package dev.plimsoll.benchmarks.overhead;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** The smallest server there is: what an agent adds shows most on it. Prints its port. */
public final class HelloServer {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

  private HelloServer() {}

  public static void main(String[] args) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    http.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, HELLO.length);
            exchange.getResponseBody().write(HELLO);
          }
        });
    http.setExecutor(Executors.newFixedThreadPool(4));
    http.start();
    System.out.println(http.getAddress().getPort());
  }
}
