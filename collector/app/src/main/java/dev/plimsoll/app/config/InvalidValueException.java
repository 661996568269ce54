package dev.plimsoll.app.config;

/** A value that makes no sense; the message begins with the key's path. */
final class InvalidValueException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidValueException(String path, String problem) {
    super(path + ": " + problem);
  }
}
