package dev.plimsoll.agent.handles;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Outgoing requests in flight. Counted exactly up to a limit; beyond it further ones are left out,
 * which at that number tells nobody anything new.
 */
final class Requests {
  private final Set<Request> inFlight = ConcurrentHashMap.newKeySet();
  private final AtomicInteger size = new AtomicInteger();
  private final int limit;
  private volatile boolean everSeen;

  Requests(int limit) {
    this.limit = limit;
  }

  @Nullable Request begin(String owner, long nanos) {
    everSeen = true;
    if (size.get() >= limit) {
      return null;
    }
    Request request = new Request(owner, nanos);
    inFlight.add(request);
    size.incrementAndGet();
    return request;
  }

  /** Ends the request when the future does: with a response, an error, or cancelled. */
  void promised(Request request, @Nullable CompletableFuture<?> future) {
    if (future == null) {
      end(request);
      return;
    }
    request.promisedBy(future);
    var ignored = future.whenComplete((response, error) -> end(request));
  }

  /** Ends it; again does no harm. */
  void end(Request request) {
    if (inFlight.remove(request)) {
      size.decrementAndGet();
    }
  }

  void forEach(Consumer<Request> consumer) {
    for (Request request : inFlight) {
      if (request.isForgotten()) {
        end(request);
      } else {
        consumer.accept(request);
      }
    }
  }

  int size() {
    return size.get();
  }

  /** Whether there was any request; a service whose client we don't know never has one. */
  boolean everSeen() {
    return everSeen;
  }
}
