package dev.plimsoll.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Consumer;

/** Stands in for the chat: takes Slack-shaped messages and hands on their text. */
final class WebhookSink implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer http;
  private final Consumer<String> onMessage;

  WebhookSink(Consumer<String> onMessage) throws IOException {
    this.onMessage = onMessage;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    http.createContext("/hook", this::take);
    http.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/hook");
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = JSON.readTree(exchange.getRequestBody()).path("text").asText();
      onMessage.accept(text);
      exchange.sendResponseHeaders(200, -1);
    }
  }
}
