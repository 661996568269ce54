package dev.plimsoll.agent.guard;

import dev.plimsoll.agent.gc.Collectors;
import dev.plimsoll.agent.gc.HeapUse;
import dev.plimsoll.agent.live.Evidence;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.agent.probe.FullCollection;

/**
 * Fills the look. Evidence comes from two sources, and the newer one counts: the estimator, which
 * is told by notifications that allocate and come late or never when the heap is full; and what the
 * last full collection has left, read by the guard itself when it sees that there was one.
 */
final class Vitals {
  /** Beyond this even a few small objects may not be had without waiting for a collection. */
  private static final double NO_ROOM = 0.97;

  final Look look = new Look();
  private final LiveHeap estimator;
  private final Collectors collectors;
  private final HeapUse heap;
  private final FullCollection full;
  private long ownLive = -1;
  private long ownAt;

  Vitals(
      LiveHeap estimator, Collectors collectors, HeapUse heap, FullCollection full, long maxHeap) {
    this.estimator = estimator;
    this.collectors = collectors;
    this.heap = heap;
    this.full = full;
    look.max = maxHeap;
    look.wholes = collectors.wholes();
  }

  void read() {
    long wholes = collectors.wholes();
    look.at = System.currentTimeMillis();
    look.used = heap.now();
    look.collections = collectors.collections();
    look.gcMillis = collectors.millis();
    if (wholes != look.wholes) {
      look.wholes = wholes;
      full.learn();
      if (!collectors.areConcurrent()) {
        exactly(look.used < look.max * NO_ROOM ? heap.afterCollection() : look.used);
      }
    }
    look.predictedPause = full.predictedPause();
    weigh();
  }

  /** Collects the whole heap and reads what it left; negative milliseconds if that was refused. */
  long probe() {
    long took = full.run();
    read();
    if (took >= 0 && collectors.areConcurrent()) {
      long after = heap.afterCollection();
      Evidence latest = estimator.evidence();
      exactly(latest.isKnown() ? Math.min(after, latest.bytes()) : after);
      weigh();
    }
    return took;
  }

  /** What only a full collection calls for, once. */
  void warmUp() {
    heap.afterCollection();
    full.learn();
  }

  private void exactly(long bytes) {
    ownLive = Math.min(bytes, look.used);
    ownAt = look.at;
  }

  private void weigh() {
    Evidence latest = estimator.evidence();
    boolean own = ownLive >= 0 && (!latest.isKnown() || ownAt >= latest.at());
    look.exact = own;
    look.live = own ? ownLive : latest.bytes();
    look.liveAt = own ? ownAt : latest.at();
  }
}
