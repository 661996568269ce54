package dev.plimsoll.wire.json;

/** A message that is not JSON, or not the message it should be. The text names the place in it. */
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message);
  }

  MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A field that is present and readable but whose value cannot be. */
  public static MalformedMessageException badValue(String path, String problem) {
    return new MalformedMessageException(path + ": " + problem);
  }
}
