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

  private volatile Evidence evidence = Evidence.NONE;

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
  public final synchronized void collected(String collector, long after, long at) {
    takeCollected(collector, after, at);
    evidence = conclude();
  }

  /** A concurrent marking of the whole heap has ended; only G1 tells it apart from collections. */
  public final synchronized void marked(long at) {
    takeMarked(at);
    evidence = conclude();
  }

  /** As {@link #marked}, by guess, where nothing tells of markings. */
  public final synchronized void perhapsMarked(long at) {
    takePerhapsMarked(at);
    evidence = conclude();
  }

  /** A young pause of G1 of the type that Flight Recorder gives it, such as {@code Mixed}. */
  public final synchronized void paused(String type, long at) {
    takePaused(type, at);
    evidence = conclude();
  }

  /**
   * Bytes and their instant. The bytes may be above what is in use now: the asker has to clamp
   * them. Takes no lock and allocates nothing, for the guard asks too.
   */
  public final Evidence evidence() {
    return evidence;
  }

  /** Bytes, or {@link #UNKNOWN}; as {@link #evidence()}. */
  public final long estimate() {
    return evidence.bytes();
  }

  abstract void takeCollected(String collector, long after, long at);

  void takeMarked(long at) {}

  void takePerhapsMarked(long at) {}

  void takePaused(String type, long at) {}

  /** What all that was told comes to. */
  abstract Evidence conclude();
}
