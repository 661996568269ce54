package dev.plimsoll.supervisor.spec;

import java.time.Duration;

/**
 * When a run counts as ready.
 *
 * @param timeout how long it may take
 * @param settle how long a replacement must stay up beside the old run before it gets the place
 * @param message whether the program has to say itself that it is ready, beside what else is asked
 *     of it: {@code process.send('ready')} in Node
 */
public record ReadySpec(Duration timeout, Duration settle, boolean message) {
  public static final ReadySpec DEFAULT =
      new ReadySpec(Duration.ofSeconds(50), Duration.ofSeconds(3));

  /** Without a word of the program's own. */
  public ReadySpec(Duration timeout, Duration settle) {
    this(timeout, settle, false);
  }

  public ReadySpec {
    if (timeout.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("the ready timeout must be above zero");
    }
    if (settle.isNegative()) {
      throw new IllegalArgumentException("the time to settle must not be negative");
    }
  }
}
