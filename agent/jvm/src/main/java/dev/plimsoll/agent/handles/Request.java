package dev.plimsoll.agent.handles;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An outgoing request in flight. */
final class Request {
  private final String owner;
  private final long sinceNanos;
  private volatile @Nullable WeakReference<CompletableFuture<?>> future;

  Request(String owner, long sinceNanos) {
    this.owner = owner;
    this.sinceNanos = sinceNanos;
  }

  String owner() {
    return owner;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  void promisedBy(CompletableFuture<?> promise) {
    future = new WeakReference<>(promise);
  }

  /** Nobody is left who could complete it: the client was dropped with the request in it. */
  boolean isForgotten() {
    WeakReference<CompletableFuture<?>> promise = future;
    return promise != null && promise.get() == null;
  }
}
