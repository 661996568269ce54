package dev.plimsoll.agent.gc;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.plimsoll.agent.guest.Leaving;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.live.LiveHeap;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Tells the live-heap estimator of every collection, 3 to 6 ms after it. Flight Recorder has the
 * same figures up to a second later.
 */
public final class CollectionWatch {
  private static final double MOST_BORN = 0.2;

  private final LiveHeap live;
  private final Set<String> heapPools;
  private final Allocation allocation;
  private final Runnable collected;

  private CollectionWatch(LiveHeap live, Allocation allocation, Runnable collected) {
    this.live = live;
    this.allocation = allocation;
    this.collected = collected;
    this.heapPools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The estimator for the collector this JVM runs, told of collections from now on.
   *
   * @param allocation tells what came to be while a concurrent cycle ran
   * @param collected run after each collection; must not block
   */
  public static LiveHeap start(Allocation allocation, Runnable collected) {
    List<GarbageCollectorMXBean> beans = ManagementFactory.getGarbageCollectorMXBeans();
    LiveHeap live =
        LiveHeap.forCollectors(
            beans.stream().map(GarbageCollectorMXBean::getName).toList(), Heap.maxHeap());
    CollectionWatch watch = new CollectionWatch(live, allocation, collected);
    for (GarbageCollectorMXBean bean : beans) {
      if (bean instanceof NotificationEmitter emitter) {
        NotificationListener listener = (notification, ignored) -> watch.told(notification);
        emitter.addNotificationListener(listener, null, null);
        Leaving.undo(() -> emitter.removeNotificationListener(listener));
      }
    }
    return live;
  }

  private void told(Notification notification) {
    try {
      if (notification
          .getType()
          .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
        collected(
            GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData()));
      }
    } catch (Throwable e) {
      Trouble.count("collection watch", e);
    }
  }

  private void collected(GarbageCollectionNotificationInfo info) {
    long after = 0;
    for (Map.Entry<String, MemoryUsage> pool :
        info.getGcInfo().getMemoryUsageAfterGc().entrySet()) {
      if (heapPools.contains(pool.getKey())) {
        after += pool.getValue().getUsed();
      }
    }
    boolean concurrent = info.getGcName().endsWith("Cycles");
    long born = concurrent ? born(info.getGcInfo().getDuration(), after) : 0;
    live.collected(info.getGcName(), after - born, System.currentTimeMillis());
    collected.run();
  }

  /**
   * A concurrent cycle takes everything for live that is allocated while it runs, and at a high
   * pace that is a good part of the heap. Bounded, for the pace is only that of the last second.
   */
  private long born(long cycleMs, long after) {
    return (long) Math.min(after * MOST_BORN, cycleMs * allocation.bytesPerMs());
  }
}
