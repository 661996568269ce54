package dev.plimsoll.agent.live;

/**
 * G1: the least value after a pause since the last marking whose mixed collections are over; a full
 * collection is exact and starts anew.
 *
 * <p>A marking only finds the garbage; mixed pauses collect it, some pauses later. Until the first
 * pause of another type after them, the stretch before that marking counts too.
 */
final class G1Live extends LiveHeap {
  private static final String FULL = "G1 Old Generation";
  private static final String YOUNG = "G1 Young Generation";
  private static final String CONCURRENT = "G1 Concurrent GC";

  /** Part of both "Mixed" and "Prepare Mixed"; any other pause after a marking ends its mixing. */
  private static final String MIXED = "Mixed";

  /** G1 spreads the mixed collections of one marking over at most eight pauses. */
  private static final int MIXED_AT_MOST = 10;

  private final Window window = new Window();
  private final Climb climb;
  private long before = Long.MIN_VALUE;
  private long marked = Long.MIN_VALUE;
  private boolean settled = true;
  private boolean toldByRecorder;
  private boolean toldByBean;

  G1Live(long maxHeap) {
    this.climb = new Climb(maxHeap);
  }

  @Override
  void takeCollected(String collector, long after, long at) {
    switch (collector) {
      case FULL -> {
        window.clear();
        before = Long.MIN_VALUE;
        marked = Long.MIN_VALUE;
        settled = true;
        window.add(after, at);
      }
      case YOUNG -> window.add(after, at);
      case CONCURRENT -> {
        // Remark and cleanup pauses; a fallback where Flight Recorder does not tell of markings.
        if (!toldByRecorder) {
          toldByBean = true;
          mark(at);
        }
      }
      default -> {}
    }
  }

  @Override
  void takeMarked(long at) {
    toldByRecorder = true;
    mark(at);
  }

  @Override
  void takePerhapsMarked(long at) {
    if (!toldByBean) {
      mark(at);
    }
  }

  @Override
  void takePaused(String type, long at) {
    if (!settled && at > marked && !type.contains(MIXED)) {
      settled = true;
    }
  }

  @Override
  Evidence conclude() {
    long since = isSettled() ? marked : before;
    long least = window.leastSince(since);
    if (least == UNKNOWN) {
      since = before;
      least = window.leastSince(since);
    }
    return new Evidence(climb.lift(least, window), Math.max(since, window.oldestAt()));
  }

  /** Marks with no pause between them are one: each marking begins with a pause of its own. */
  private void mark(long at) {
    if (window.leastSince(marked) == UNKNOWN) {
      return;
    }
    before = marked;
    marked = at;
    settled = false;
    window.forgetUntil(before);
  }

  private boolean isSettled() {
    return settled || window.countSince(marked) >= MIXED_AT_MOST;
  }
}
