package dev.plimsoll.agent.live;

import java.util.Collection;
import java.util.Set;

/**
 * Estimates the live heap from what the collector leaves behind.
 *
 * <p>"Heap after any collection" is wrong most of the time on G1, ZGC and Shenandoah, because old
 * garbage that no cycle has looked at yet still counts. What is right differs from collector to
 * collector; so there is one estimator for each kind. All of them are pure: told by whoever listens
 * to the runtime, asked by whoever takes samples. Times are epoch milliseconds, sizes bytes.
 */
public abstract class LiveHeap {
  /** No collection could tell yet. */
  public static final long UNKNOWN = -1;

  private static final Set<String> MAJOR_COLLECTORS = Set.of("PS MarkSweep", "MarkSweepCompact");

  /**
   * The estimator for a JVM with these collectors.
   *
   * @param collectors names of the runtime's collector beans
   * @param maxHeap what {@code -Xmx} gives, bytes
   */
  public static LiveHeap forCollectors(Collection<String> collectors, long maxHeap) {
    if (collectors.contains("G1 Young Generation")) {
      return new G1Live(maxHeap);
    }
    if (collectors.contains("ZGC Major Cycles")) {
      return new GenerationalLive(maxHeap);
    }
    if (collectors.contains("ZGC Cycles") || collectors.contains("Shenandoah Cycles")) {
      return new CycleLive();
    }
    return new MajorLive(MAJOR_COLLECTORS);
  }

  /**
   * A collection has ended.
   *
   * @param collector name of its bean
   * @param after bytes used in the whole heap just after it
   */
  public abstract void collected(String collector, long after, long at);

  /** A concurrent marking of the whole heap has ended; only G1 tells it apart from collections. */
  public void marked(long at) {}

  /** As {@link #marked}, by guess, where nothing tells of markings. */
  public void perhapsMarked(long at) {}

  /** A young pause of G1 of the type that Flight Recorder gives it, such as {@code Mixed}. */
  public void paused(String type, long at) {}

  /** Bytes, or {@link #UNKNOWN}. May be above what is in use now: the asker has to clamp it. */
  public abstract long estimate();
}
