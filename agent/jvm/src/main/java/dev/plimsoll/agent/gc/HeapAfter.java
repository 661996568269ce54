package dev.plimsoll.agent.gc;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the last collection left in the heap and in each of its pools: {@code heap.after} and, where
 * the collector has such pools, {@code heap.after.eden}, {@code .survivor}, {@code .young} and
 * {@code .old}, bytes. Absent until there was a collection.
 *
 * <p>Asked of the collector beans and not of each pool's {@code getCollectionUsage()}: that one
 * keeps the figure of the last collection which looked at the pool, which for G1's and Serial's old
 * generation may be the start of the process. Building the bean's answer allocates some kilobytes,
 * so it is asked for only in a second in which the collector ran.
 */
public final class HeapAfter implements Gauge {
  private static final class Collector {
    final GarbageCollectorMXBean bean;
    long seen;

    Collector(GarbageCollectorMXBean bean) {
      this.bean = bean;
    }
  }

  private final List<Collector> collectors;
  private final Map<String, String> pools = new LinkedHashMap<>();
  private final Map<String, Double> latest = new LinkedHashMap<>();
  private long latestEnd = Long.MIN_VALUE;

  public HeapAfter() {
    // The beans of pauses know nothing of the pools.
    this.collectors =
        ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
            .filter(bean -> !bean.getName().endsWith("Pauses"))
            .map(Collector::new)
            .toList();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        pools.put(pool.getName(), metricOf(pool.getName()));
      }
    }
  }

  @Override
  public void read(Reading reading) {
    for (Collector collector : collectors) {
      long count = collector.bean.getCollectionCount();
      if (count > collector.seen) {
        collector.seen = count;
        take(collector.bean.getLastGcInfo());
      }
    }
    latest.forEach(reading::put);
  }

  private void take(GcInfo info) {
    // Cycles of generational collectors overlap: what counts is the one that ended last.
    if (info == null || info.getEndTime() < latestEnd) {
      return;
    }
    latestEnd = info.getEndTime();
    latest.clear();
    for (Map.Entry<String, MemoryUsage> pool : info.getMemoryUsageAfterGc().entrySet()) {
      String metric = pools.get(pool.getKey());
      if (metric != null) {
        double used = pool.getValue().getUsed();
        latest.merge("heap.after", used, Double::sum);
        if (!metric.equals("heap.after")) {
          latest.merge(metric, used, Double::sum);
        }
      }
    }
  }

  /** {@code heap.after} itself for a heap that is one pool, as ZGC's of 17 and Shenandoah's. */
  static String metricOf(String pool) {
    if (pool.contains("Eden")) {
      return "heap.after.eden";
    }
    if (pool.contains("Survivor")) {
      return "heap.after.survivor";
    }
    if (pool.contains("Young")) {
      return "heap.after.young";
    }
    return pool.contains("Old") || pool.contains("Tenured") ? "heap.after.old" : "heap.after";
  }
}
