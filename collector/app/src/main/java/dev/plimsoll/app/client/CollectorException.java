package dev.plimsoll.app.client;

import java.io.IOException;

/**
 * The collector did not do what was asked; the message says why, in its own words if it gave any.
 */
public final class CollectorException extends IOException {
  private static final long serialVersionUID = 1L;

  CollectorException(String message) {
    super(message);
  }
}
