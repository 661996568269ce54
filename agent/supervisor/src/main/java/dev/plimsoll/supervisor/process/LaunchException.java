package dev.plimsoll.supervisor.process;

/** The command could not be started. The message is a sentence for the person who wrote it. */
public final class LaunchException extends Exception {
  private static final long serialVersionUID = 1L;

  public LaunchException(String message) {
    super(message);
  }

  public LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
