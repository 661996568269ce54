package dev.plimsoll.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLinkTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = start(0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void answersOfKnownLengthAndInChunksAreReadOverOneConnection() throws Exception {
    try (HttpLink link = link()) {
      assertThat(link.send("POST", "/plain", Map.of(), bytes("{\"a\":1}")).json().number("a"))
          .isEqualTo(1);
      assertThat(link.send("POST", "/chunked", Map.of(), bytes("{\"a\":2}")).json().number("a"))
          .isEqualTo(2);
    }
  }

  @Test
  void thePathOfTheCollectorComesFirst() throws Exception {
    try (HttpLink link = new HttpLink(URI.create(base() + "/plain/"))) {
      assertThat(link.send("GET", "/x", Map.of(), new byte[0]).status()).isEqualTo(200);
    }
  }

  @Test
  void aServerThatCameBackIsReachedOverTheOldLink() throws Exception {
    try (HttpLink link = link()) {
      link.send("POST", "/plain", Map.of(), bytes("{}"));
      int port = server.getAddress().getPort();
      server.stop(0);
      assertThatThrownBy(() -> link.send("POST", "/plain", Map.of(), bytes("{}")))
          .isInstanceOf(ConnectException.class);
      server = start(port);
      assertThat(link.send("POST", "/plain", Map.of(), bytes("{}")).isSuccess()).isTrue();
    }
  }

  private HttpLink link() {
    return new HttpLink(URI.create(base()));
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpServer start(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean chunked = exchange.getRequestURI().getPath().startsWith("/chunked");
          exchange.sendResponseHeaders(200, chunked || body.length == 0 ? 0 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
