package dev.plimsoll.server.policy;

import org.jspecify.annotations.Nullable;

/** What the policy remembers of one run. */
final class RunWatch {
  /** A supervisor that has not said how a replacement went after this long will not say it. */
  private static final long REPLACE_TAKES_AT_MOST_MS = 5 * 60_000;

  final LineWatch lines;
  int dumps;

  /** Where the run lay when a replacement became due, and when that was; null if none is. */
  @Nullable Depth due;

  long dueSince;

  /** A replacement was due before and did not happen: the next reading over the line renews it. */
  boolean wanted;

  boolean withheldSaid;
  private long replacingSince = Long.MIN_VALUE;

  RunWatch(long spikeMs) {
    lines = new LineWatch(spikeMs);
  }

  void becomesDue(Depth depth, long now) {
    due = depth;
    dueSince = now;
    wanted = false;
  }

  void notDue() {
    due = null;
    wanted = false;
  }

  void replacing(long since) {
    replacingSince = since;
  }

  void notReplacing() {
    replacingSince = Long.MIN_VALUE;
  }

  boolean isReplacing(long now) {
    return replacingSince != Long.MIN_VALUE && now - replacingSince < REPLACE_TAKES_AT_MOST_MS;
  }
}
