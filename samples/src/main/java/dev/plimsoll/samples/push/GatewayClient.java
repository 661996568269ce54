package dev.plimsoll.samples.push;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to the push gateway without waiting, as such servers do, and without a limit on
 * how many may wait, as such servers should not.
 */
final class GatewayClient {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI gateway;
  private final Map<Long, PendingCall> pending = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  GatewayClient(URI gateway) {
    this.gateway = gateway;
  }

  void push(byte[] message) {
    PendingCall call = new PendingCall(ids.incrementAndGet(), message);
    pending.put(call.id(), call);
    HttpRequest request =
        HttpRequest.newBuilder(gateway)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(call.payload()))
            .build();
    var unused =
        http.sendAsync(request, BodyHandlers.discarding())
            .whenComplete((response, failure) -> answered(call, failure));
  }

  int pending() {
    return pending.size();
  }

  long failed() {
    return failed.get();
  }

  private void answered(PendingCall call, @Nullable Throwable failure) {
    pending.remove(call.id());
    if (failure != null) {
      failed.incrementAndGet();
    }
  }
}
