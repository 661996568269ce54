package dev.plimsoll.compatibility.library;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Holds requests up until they are let go; those that come later wait for the next time. */
final class Gate {
  private static final AtomicReference<CompletableFuture<Void>> CURRENT =
      new AtomicReference<>(new CompletableFuture<>());

  private Gate() {}

  /** Blocks. */
  static void pass() {
    CURRENT.get().join();
  }

  /** Runs it as soon as the gate opens, on whoever opens it. */
  static void afterwards(Runnable work) {
    var ignored = CURRENT.get().thenRun(work);
  }

  static void open() {
    CURRENT.getAndSet(new CompletableFuture<>()).complete(null);
  }
}
