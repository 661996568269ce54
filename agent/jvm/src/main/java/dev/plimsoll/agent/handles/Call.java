package dev.plimsoll.agent.handles;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request in flight that its beginner holds in hand, or that a future will end. */
final class Call extends Held {
  private volatile @Nullable WeakReference<CompletableFuture<?>> future;

  Call(Holder holder, long sinceNanos, @Nullable Frame frame) {
    super(null, holder, sinceNanos, frame);
  }

  void promisedBy(CompletableFuture<?> promise) {
    future = new WeakReference<>(promise);
  }

  /** Nobody is left who could complete it: the client was dropped with the request in it. */
  @Override
  boolean isGone() {
    WeakReference<CompletableFuture<?>> promise = future;
    return promise != null && promise.refersTo(null);
  }
}
