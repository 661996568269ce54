package dev.plimsoll.agent.handles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private final Requests requests = new Requests(3);

  @Test
  void aRequestEndsWithItsFutureHoweverThatIs() {
    CompletableFuture<String> answered = new CompletableFuture<>();
    CompletableFuture<String> failed = new CompletableFuture<>();
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    begin(answered);
    begin(failed);
    begin(cancelled);
    assertThat(requests.size()).isEqualTo(3);
    answered.complete("yes");
    failed.completeExceptionally(new IllegalStateException());
    cancelled.cancel(true);
    assertThat(requests.size()).isZero();
  }

  @Test
  void aRequestThatGotNoFutureHasFailed() {
    Request request = requests.begin("a:1", 0);
    requests.promised(request, null);
    assertThat(requests.size()).isZero();
  }

  @Test
  void endingTwiceCountsOnce() {
    Request first = requests.begin("a:1", 0);
    requests.begin("a:1", 0);
    requests.end(first);
    requests.end(first);
    assertThat(requests.size()).isEqualTo(1);
  }

  @Test
  void theTableIsBounded() {
    for (int i = 0; i < 10; i++) {
      requests.begin("a:1", 0);
    }
    assertThat(requests.size()).isEqualTo(3);
    assertThat(requests.everSeen()).isTrue();
  }

  private void begin(CompletableFuture<String> future) {
    requests.promised(requests.begin("a:1", 0), future);
  }
}
