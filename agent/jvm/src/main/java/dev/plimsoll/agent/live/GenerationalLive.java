package dev.plimsoll.agent.live;

/**
 * Generational ZGC: only a major cycle looks at the old generation, so the least value since the
 * last major one, that one included.
 */
final class GenerationalLive extends LiveHeap {
  private static final String MAJOR = "ZGC Major Cycles";

  private final Window window = new Window();
  private final Climb climb;
  private long majorAt;

  GenerationalLive(long maxHeap) {
    this.climb = new Climb(maxHeap);
  }

  @Override
  void takeCollected(String collector, long after, long at) {
    if (!collector.endsWith("Cycles")) {
      return;
    }
    if (collector.equals(MAJOR)) {
      window.clear();
      majorAt = at;
    }
    window.add(after, at);
  }

  @Override
  Evidence conclude() {
    long live = climb.lift(window.leastSince(Long.MIN_VALUE), window);
    return new Evidence(live, majorAt != 0 ? majorAt : window.oldestAt());
  }
}
