package dev.plimsoll.agent.gc;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often and how long the application stood still for collections.
 *
 * <p>A concurrent collector has one bean for its cycles, whose time passes while the application
 * runs, and one for its pauses. Counted are the cycles, timed are the pauses.
 *
 * <p>Before release 20 no bean of G1 counts the remark and cleanup pauses of a concurrent marking
 * (JDK-8297247 brought the bean "G1 Concurrent GC"). There Flight Recorder tells of them, up to a
 * second later.
 */
public final class Pauses implements Gauge {
  private static final String G1_CONCURRENT = "G1 Concurrent GC";
  private static final double NANOS_PER_MS = 1e6;

  private final List<GarbageCollectorMXBean> counted;
  private final List<GarbageCollectorMXBean> timed;
  private final boolean markingUntimed;
  private final AtomicLong recordedNanos = new AtomicLong();
  private long lastMs;

  public Pauses() {
    List<GarbageCollectorMXBean> beans = ManagementFactory.getGarbageCollectorMXBeans();
    this.counted =
        beans.stream()
            .filter(bean -> !bean.getName().endsWith("Pauses"))
            .filter(bean -> !bean.getName().equals(G1_CONCURRENT))
            .toList();
    this.timed = beans.stream().filter(bean -> !bean.getName().endsWith("Cycles")).toList();
    this.markingUntimed =
        beans.stream().noneMatch(bean -> bean.getName().equals(G1_CONCURRENT))
            && beans.stream().anyMatch(bean -> bean.getName().startsWith("G1"));
    this.lastMs = pauses();
  }

  /**
   * Flight Recorder tells of a pause; taken only where no bean times its kind.
   *
   * @param name the event's, such as {@code Pause Remark}; a young or full one is a {@code GC
   *     Pause}
   */
  public void recorded(String name, long nanos) {
    if (markingUntimed && (name.equals("Pause Remark") || name.equals("Pause Cleanup"))) {
      recordedNanos.addAndGet(nanos);
    }
  }

  @Override
  public void read(Reading reading) {
    long count = 0;
    for (GarbageCollectorMXBean bean : counted) {
      count += Math.max(0, bean.getCollectionCount());
    }
    reading.put(Metric.GC_COUNT, count);
    long total = pauses();
    double pause = Math.max(0, total - lastMs) + recordedNanos.getAndSet(0) / NANOS_PER_MS;
    lastMs = total;
    if (reading.elapsedNanos() > 0) {
      reading.put(Metric.GC_PAUSE, pause);
      reading.put(Metric.GC_CPU, Math.min(1, pause * NANOS_PER_MS / reading.elapsedNanos()));
    }
  }

  private long pauses() {
    long ms = 0;
    for (GarbageCollectorMXBean bean : timed) {
      ms += Math.max(0, bean.getCollectionTime());
    }
    return ms;
  }
}
