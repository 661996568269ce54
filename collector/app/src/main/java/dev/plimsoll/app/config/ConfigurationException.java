package dev.plimsoll.app.config;

/** A configuration that cannot be used. The message names file, place, problem and remedy. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigurationException(String message) {
    super(message);
  }
}
