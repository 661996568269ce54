package dev.plimsoll.app.attach;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A connection to the inspector of a Node on this host: the Chrome DevTools protocol. */
final class Inspector {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LONGEST_ANSWER_S = 30;

  /**
   * While a client is connected, {@code close} holds the event loop until it has gone: so it is
   * called a moment later, when we have.
   */
  private static final String CLOSE =
      "(inspector => { require('timers').setTimeout(() => inspector.close(), 100); })(require('inspector'))";

  private final int port;
  private final WebSocket socket;
  private final BlockingQueue<String> answers;
  private int id;

  private Inspector(int port, WebSocket socket, BlockingQueue<String> answers) {
    this.port = port;
    this.socket = socket;
    this.answers = answers;
  }

  /**
   * The inspector on that port of the loopback interface; empty if something else listens there.
   */
  static Optional<Inspector> at(int port) throws InterruptedException {
    try {
      return Optional.of(connect(port));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Inspector connect(int port) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(PATIENCE)
            .build();
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    HttpRequest request = HttpRequest.newBuilder(list).timeout(PATIENCE).build();
    JsonNode targets = JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    String path = targets.path(0).path("id").asText();
    if (path.isEmpty()) {
      throw new IOException("port " + port + " is not that of an inspector");
    }
    BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);
    try {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .connectTimeout(PATIENCE)
              .buildAsync(URI.create("ws://127.0.0.1:" + port + "/" + path), new Reader(answers))
              .join();
      return new Inspector(port, socket, answers);
    } catch (CompletionException e) {
      throw new IOException("the inspector on port " + port + " refused: " + e.getMessage(), e);
    }
  }

  int port() {
    return port;
  }

  /**
   * Value of an expression in the main context; a missing node for undefined.
   *
   * @throws IOException if it threw, or there was no answer
   */
  JsonNode evaluate(String expression) throws IOException, InterruptedException {
    int asked = ++id;
    Map<String, Object> params =
        Map.of("expression", expression, "includeCommandLineAPI", true, "returnByValue", true);
    String message =
        JSON.writeValueAsString(
            Map.of("id", asked, "method", "Runtime.evaluate", "params", params));
    try {
      socket.sendText(message, true).join();
    } catch (CompletionException e) {
      throw new IOException("the inspector on port " + port + " has gone: " + e.getMessage(), e);
    }
    while (true) {
      String text = answers.poll(LONGEST_ANSWER_S, TimeUnit.SECONDS);
      if (text == null || text.isEmpty()) {
        throw new IOException("the inspector on port " + port + " did not answer");
      }
      JsonNode answer = JSON.readTree(text);
      if (answer.path("id").asInt() == asked) {
        return valueOf(answer);
      }
    }
  }

  /** Has it close its port, and goes. */
  void closeServer() throws IOException, InterruptedException {
    try {
      evaluate(CLOSE);
    } finally {
      disconnect();
    }
  }

  void disconnect() {
    socket.abort();
  }

  private static JsonNode valueOf(JsonNode answer) throws IOException {
    JsonNode failure = answer.path("result").path("exceptionDetails");
    if (!failure.isMissingNode()) {
      String text = failure.path("exception").path("description").asText(failure.toString());
      throw new IOException("the process says: " + text.lines().findFirst().orElse(""));
    }
    if (answer.has("error")) {
      throw new IOException("the inspector says: " + answer.path("error").path("message").asText());
    }
    JsonNode result = answer.path("result").path("result");
    return result.has("value") ? result.get("value") : MissingNode.getInstance();
  }

  /** Puts whole messages into the queue, and an empty one at the end. */
  private static final class Reader implements WebSocket.Listener {
    private final BlockingQueue<String> answers;
    private final StringBuilder partial = new StringBuilder();

    Reader(BlockingQueue<String> answers) {
      this.answers = answers;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        answers.add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      answers.add("");
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      answers.add("");
    }
  }
}
