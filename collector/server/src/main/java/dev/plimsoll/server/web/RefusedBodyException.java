package dev.plimsoll.server.web;

import java.io.IOException;

/** A body that is read no further: too large, or one too many at a time. */
final class RefusedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedBodyException(int status, String why) {
    super(why);
    this.status = status;
  }

  int status() {
    return status;
  }
}
