package dev.plimsoll.agent.handles;

import dev.plimsoll.wire.reading.Latency;
import org.jspecify.annotations.Nullable;

/**
 * Who holds things of one kind: a peer, a route, a place in the code. One object however many are
 * held.
 */
final class Holder {
  /** Weight of an old thing's frame: what stays open is what somebody looks for. */
  private static final int WEIGHT_OF_OLD = 8;

  private final String kind;
  private final String name;
  private volatile int frameCredit = FrameBudget.EACH_SECOND;
  private volatile @Nullable Latencies latencies;
  private volatile long usedAtNanos = System.nanoTime();

  // What a walk through the tables finds; of the sampling thread alone.
  private long walk;
  private long count;
  private long oldestNanos;
  private @Nullable Frame frame;
  private int votes;

  Holder(String kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  String kind() {
    return kind;
  }

  String name() {
    return name;
  }

  /**
   * Whether the opening that is being counted shall be looked at. The first of each second are, and
   * then as many as chance has it; racy, as a few more or less don't matter.
   *
   * @param dice a number at random, such as a hash of identity
   */
  boolean wantsFrame(int dice) {
    int credit = frameCredit;
    if (credit > 0) {
      frameCredit = credit - 1;
      return true;
    }
    return FrameBudget.chooses(dice);
  }

  /** A request has ended. */
  void took(long nanos) {
    Latencies known = latencies;
    if (known == null) {
      known = firstLatencies();
    }
    known.add(nanos);
  }

  private synchronized Latencies firstLatencies() {
    Latencies known = latencies;
    if (known == null) {
      known = new Latencies();
      latencies = known;
    }
    return known;
  }

  /** Null where no request has ended lately. */
  @Nullable Latency latency(long now) {
    Latencies known = latencies;
    return known == null ? null : known.recent(now);
  }

  /**
   * Counts one that is held.
   *
   * @param number of the walk; the first of a new one begins anew
   * @return whether it is the first of the walk
   */
  boolean count(long number, long sinceNanos, @Nullable Frame opener, boolean old) {
    boolean first = walk != number;
    if (first) {
      walk = number;
      count = 0;
      frame = null;
      votes = 0;
      oldestNanos = sinceNanos;
    }
    count++;
    oldestNanos = oldestNanos - sinceNanos < 0 ? oldestNanos : sinceNanos;
    if (opener != null) {
      vote(opener, old ? WEIGHT_OF_OLD : 1);
    }
    return first;
  }

  /** Whether that walk has counted something of it; what it counted can be asked for then. */
  boolean isCountedIn(long number) {
    return walk == number;
  }

  /** Boyer and Moore's: where one frame opened most of them it is the one that stays. */
  private void vote(Frame opener, int weight) {
    if (opener.equals(frame)) {
      votes += weight;
    } else if (votes < weight) {
      frame = opener;
      votes = weight - votes;
    } else {
      votes -= weight;
    }
  }

  long counted() {
    return count;
  }

  long oldestNanos() {
    return oldestNanos;
  }

  @Nullable Frame frame() {
    return frame;
  }

  void grantFrames(int credit) {
    frameCredit = credit;
  }

  void usedAt(long nanos) {
    usedAtNanos = nanos;
  }

  long usedAtNanos() {
    return usedAtNanos;
  }
}
