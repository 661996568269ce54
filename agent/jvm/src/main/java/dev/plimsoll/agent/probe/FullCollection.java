package dev.plimsoll.agent.probe;

import dev.plimsoll.agent.gc.Collectors;
import dev.plimsoll.agent.gc.HeapUse;

/**
 * Collects the whole heap once, and remembers how fast that goes here. {@code System.gc()}
 * allocates nothing in the Java heap and takes no lock of the application, so it works on a heap
 * that is nearly full. Used by one thread at a time.
 */
public final class FullCollection {
  /**
   * Bytes a millisecond before anything was measured. Full collections of small objects were seen
   * to take 0.75 (G1), 0.55 (Serial) and 0.8 (Parallel) GB/s on two cores; this is half of that.
   */
  private static final long USUAL_SPEED = 300_000;

  private final Collectors collectors;
  private final HeapUse heap;
  private volatile long speed = USUAL_SPEED;
  private volatile boolean disabled;
  private long wholesSeen;
  private long millisSeen;

  public FullCollection(Collectors collectors, HeapUse heap) {
    this.collectors = collectors;
    this.heap = heap;
    this.wholesSeen = collectors.wholes();
    this.millisSeen = collectors.wholeMillis();
  }

  /**
   * Milliseconds that the application would stand still; 0 where the collector does its work beside
   * it, and more than any budget where the JVM was told not to collect on request.
   */
  public long predictedPause() {
    if (disabled) {
      return Long.MAX_VALUE;
    }
    return collectors.areConcurrent() ? 0 : heap.now() / speed;
  }

  /** Learns from the collections of the whole heap that the JVM has made by itself. */
  public void learn() {
    long wholes = collectors.wholes();
    if (collectors.areConcurrent() || wholes == wholesSeen) {
      return;
    }
    long millis = collectors.wholeMillis();
    if (millis > millisSeen) {
      long each = Math.max(1, (millis - millisSeen) / (wholes - wholesSeen));
      // The slower of what was seen and what was believed counts fully, the faster by half.
      long seen = Math.max(1, heap.now() / each);
      speed = seen < speed ? seen : (speed + seen) / 2;
    }
    wholesSeen = wholes;
    millisSeen = millis;
  }

  /**
   * Collects, and returns when that is over.
   *
   * @return milliseconds it took, of which the application stood still for all or next to nothing;
   *     negative if the JVM refused
   */
  public long run() {
    long before = collectors.wholes();
    long start = System.nanoTime();
    Runtime.getRuntime().gc();
    long took = (System.nanoTime() - start) / 1_000_000;
    if (collectors.wholes() == before) {
      disabled = true;
      return -1;
    }
    learn();
    return took;
  }

  /** Whether the JVM refused the last time, as {@code -XX:+DisableExplicitGC} makes it. */
  public boolean isDisabled() {
    return disabled;
  }
}
