package dev.plimsoll.supervisor.spec;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a process is asked to end.
 *
 * @param signal name of the signal, such as {@code SIGTERM} or {@code INT}
 * @param timeout how long it may take; after that it is killed
 */
public record StopSpec(String signal, Duration timeout) {
  /** It goes into a shell command: nothing but a plain name passes. */
  private static final Pattern NAME = Pattern.compile("SIG[A-Z][A-Z0-9]{1,9}");

  public static final StopSpec DEFAULT = new StopSpec("SIGTERM", Duration.ofSeconds(30));

  public StopSpec {
    String upper = signal.toUpperCase(Locale.ROOT);
    signal = upper.startsWith("SIG") ? upper : "SIG" + upper;
    if (!NAME.matcher(signal).matches()) {
      throw new IllegalArgumentException("'" + signal + "' is not the name of a signal");
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("the stop timeout must not be negative");
    }
  }
}
