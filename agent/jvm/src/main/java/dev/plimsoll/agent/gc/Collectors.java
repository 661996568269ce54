package dev.plimsoll.agent.gc;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;

/**
 * The collector beans of this JVM by what they count. Reading them allocates nothing, for the guard
 * reads them too.
 */
public final class Collectors {
  private static final Set<String> STOPPING =
      Set.of("MarkSweepCompact", "PS MarkSweep", "G1 Old Generation");
  private static final Set<String> CONCURRENT =
      Set.of("ZGC Cycles", "ZGC Major Cycles", "Shenandoah Cycles");

  private final GarbageCollectorMXBean[] all;
  private final GarbageCollectorMXBean[] wholes;
  private final GarbageCollectorMXBean[] timed;
  private final boolean concurrent;
  private final boolean leavesPages;

  public Collectors() {
    this(ManagementFactory.getGarbageCollectorMXBeans());
  }

  private Collectors(List<GarbageCollectorMXBean> beans) {
    this.concurrent = beans.stream().anyMatch(bean -> CONCURRENT.contains(bean.getName()));
    this.leavesPages = beans.stream().anyMatch(bean -> bean.getName().startsWith("ZGC"));
    this.all = beans.toArray(new GarbageCollectorMXBean[0]);
    this.wholes =
        beans.stream()
            .filter(
                bean -> STOPPING.contains(bean.getName()) || CONCURRENT.contains(bean.getName()))
            .toArray(GarbageCollectorMXBean[]::new);
    this.timed = concurrent ? wholes : all;
  }

  /** Whether the whole heap is looked at while the application runs. */
  public boolean areConcurrent() {
    return concurrent;
  }

  /** Whether pages that are nearly all live are left as they are, as ZGC does. */
  public boolean leavePages() {
    return leavesPages;
  }

  /** Collections of any kind since the start of the run. */
  public long collections() {
    return counts(all);
  }

  /** Collections of the whole heap since the start of the run. */
  public long wholes() {
    return counts(wholes);
  }

  /** Milliseconds spent in collections; of concurrent collectors, in cycles of the whole heap. */
  public long millis() {
    long millis = 0;
    for (GarbageCollectorMXBean bean : timed) {
      millis += Math.max(0, bean.getCollectionTime());
    }
    return millis;
  }

  /** Milliseconds spent in collections of the whole heap. */
  public long wholeMillis() {
    long millis = 0;
    for (GarbageCollectorMXBean bean : wholes) {
      millis += Math.max(0, bean.getCollectionTime());
    }
    return millis;
  }

  private static long counts(GarbageCollectorMXBean[] beans) {
    long count = 0;
    for (GarbageCollectorMXBean bean : beans) {
      count += Math.max(0, bean.getCollectionCount());
    }
    return count;
  }
}
