package dev.plimsoll.heap;

import java.io.IOException;

/** The heap of this JVM is too small for the dump; the message names an -Xmx that would do. */
public final class NotEnoughMemoryException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long needed;

  NotEnoughMemoryException(long needed, OutOfMemoryError cause) {
    super(
        "this dump needs more memory than the %d MiB this JVM may take; -Xmx%dm would do"
            .formatted(Runtime.getRuntime().maxMemory() >> 20, needed >> 20),
        cause);
    this.needed = needed;
  }

  /** Estimate of the heap that would do, bytes. */
  public long needed() {
    return needed;
  }
}
