package dev.plimsoll.agent.live;

/**
 * ZGC without generations, and Shenandoah: every cycle looks at the whole heap, but what was
 * allocated while it ran counts as used after it. The least of the last few cycles is nearest to
 * the truth, and follows a climb within those few.
 */
final class CycleLive extends LiveHeap {
  private static final int CYCLES = 3;
  private static final long LEAST_SPAN_MS = 3_000;

  private final Window window = new Window();

  @Override
  void takeCollected(String collector, long after, long at) {
    if (collector.endsWith("Cycles")) {
      window.add(after, at);
    }
  }

  @Override
  Evidence conclude() {
    return new Evidence(window.leastOfRecent(CYCLES, LEAST_SPAN_MS), window.newestAt());
  }
}
