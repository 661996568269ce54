package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.sampling.Reading;

/**
 * Connects of blocking sockets that took long or failed after long; Flight Recorder has no event
 * for them. Told from the first one on.
 */
final class SlowConnects {
  /** {@code connects.slow}: how many since the last sample; {@code .max}: the longest, ms. */
  private static final String METRIC = "connects.slow";

  private static final double NANOS_PER_MS = 1e6;

  private boolean seen;
  private long count;
  private long longest;

  synchronized void add(long nanos) {
    seen = true;
    count++;
    longest = Math.max(longest, nanos);
  }

  synchronized void tell(Reading reading) {
    if (seen) {
      reading.put(METRIC, count);
      if (count > 0) {
        reading.put(METRIC + ".max", longest / NANOS_PER_MS);
      }
      count = 0;
      longest = 0;
    }
  }
}
