package dev.plimsoll.app.ecosystem;

/** A file that cannot be turned. The message is a sentence for its author. */
public final class EcosystemException extends Exception {
  private static final long serialVersionUID = 1L;

  EcosystemException(String message) {
    super(message);
  }
}
