package dev.plimsoll.agent.handles;

import org.jspecify.annotations.Nullable;

/** An executor or a timer, and since when it has had more to do than it does. */
final class Polled extends Held {
  private boolean waiting;
  private long waitingSince;

  Polled(Object thing, Holder holder, long sinceNanos, @Nullable Frame frame) {
    super(thing, holder, sinceNanos, frame);
  }

  /** Tells how many tasks wait; returns the instant since when there were always some. */
  long waiting(long tasks, long now) {
    if (!waiting) {
      waitingSince = now;
    }
    waiting = tasks > 0;
    return waitingSince;
  }
}
