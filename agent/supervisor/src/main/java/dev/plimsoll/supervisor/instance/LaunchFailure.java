package dev.plimsoll.supervisor.instance;

/** No process came about. The message is a sentence. */
final class LaunchFailure extends Exception {
  private static final long serialVersionUID = 1L;

  LaunchFailure(String message, Throwable cause) {
    super(message, cause);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
