package dev.plimsoll.agent.gc;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.plimsoll.agent.live.Evidence;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;

/** Heap, live heap and what the runtime holds beside the heap. */
public final class Heap implements Gauge {
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final long max;
  private final LiveHeap live;

  public Heap(LiveHeap live) {
    this.live = live;
    this.max = maxHeap();
  }

  /**
   * What {@code -Xmx} gives, bytes. Asked of the VM's option: {@code Runtime.maxMemory()} leaves
   * out one survivor space on Serial and Parallel, and shares of it would not be shares of {@code
   * -Xmx}.
   */
  public static long maxHeap() {
    try {
      return Long.parseLong(
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
              .getVMOption("MaxHeapSize")
              .getValue());
    } catch (RuntimeException e) {
      return Runtime.getRuntime().maxMemory();
    }
  }

  @Override
  public void read(Reading reading) {
    // Before the use: it can only fall by a collection, which the clamp below then catches.
    Evidence evidence = live.evidence();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    reading.put(Metric.HEAP_USED, heap.getUsed());
    reading.put(Metric.HEAP_COMMITTED, heap.getCommitted());
    reading.put(Metric.HEAP_MAX, max);
    if (evidence.isKnown()) {
      reading.put(Metric.HEAP_LIVE, Math.min(evidence.bytes(), heap.getUsed()));
      reading.put(Metric.HEAP_LIVE_AGE, evidence.age(System.currentTimeMillis()));
    }
    reading.put(Metric.NONHEAP, memory.getNonHeapMemoryUsage().getUsed());
  }
}
