package dev.plimsoll.server.alerts;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** One try to post a message to a webhook. */
final class Delivery {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How a try ended. */
  sealed interface Outcome {}

  record Delivered() implements Outcome {}

  /**
   * It did not arrive.
   *
   * @param why for people
   * @param again whether another try may succeed
   * @param notBefore how long the receiver asks to be left alone
   */
  record Undelivered(String why, boolean again, Optional<Duration> notBefore) implements Outcome {}

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  Outcome post(Webhook webhook, String json) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(webhook.url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8))
            .build();
    try {
      return outcome(client.send(request, BodyHandlers.discarding()));
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Undelivered("it cannot be reached: " + reason, true, Optional.empty());
    }
  }

  private static Outcome outcome(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Delivered();
    }
    boolean again = status == 408 || status == 429 || status >= 500;
    return new Undelivered("it answered " + status, again, retryAfter(response));
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    try {
      return response
          .headers()
          .firstValue("Retry-After")
          .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.strip())));
    } catch (NumberFormatException e) {
      return Optional.empty(); // the date form, which nobody sends here: our own pace will do
    }
  }
}
