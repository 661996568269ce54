package dev.plimsoll.app.demo;

/** The demo cannot go on; the message says what failed and where its log is. */
public final class DemoException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }
}
