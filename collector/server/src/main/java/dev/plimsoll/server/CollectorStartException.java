package dev.plimsoll.server;

import org.jspecify.annotations.Nullable;

/** The collector cannot start. The message is one sentence for the person who started it. */
public final class CollectorStartException extends Exception {
  private static final long serialVersionUID = 1L;

  CollectorStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
