package dev.plimsoll.store;

import org.jspecify.annotations.Nullable;

/** The store cannot do what was asked. The message is one sentence for people. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, for code that has to choose. */
  public enum Kind {
    /** The data directory cannot be used: missing rights, not a directory, or taken. */
    UNUSABLE_DIRECTORY,
    /** A newer collector wrote the data. */
    TOO_NEW,
    /** No space left; writes succeed again once there is some. */
    FULL,
    /** It was closed. */
    CLOSED,
    /** Anything else. */
    FAILED
  }

  private final Kind kind;

  public StoreException(Kind kind, String message) {
    this(kind, message, null);
  }

  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
