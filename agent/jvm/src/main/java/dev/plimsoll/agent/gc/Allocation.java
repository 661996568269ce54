package dev.plimsoll.agent.gc;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes allocated a second. From release 21 on the runtime keeps the total; before, it is the
 * growth of each live thread's own count, which misses what a thread allocated in the second it
 * ended.
 */
public final class Allocation implements Gauge {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MS_PER_SECOND = 1e3;

  private final @Nullable ThreadMXBean threads = threads();
  private final @Nullable MethodHandle total = total();
  private long lastTotal = -1;
  private long[] lastIds = {};
  private long[] lastBytes = {};
  private volatile double bytesPerMs;

  /** Pace of the last second; 0 while it is not known. */
  double bytesPerMs() {
    return bytesPerMs;
  }

  @Override
  public void read(Reading reading) {
    ThreadMXBean bean = threads;
    if (bean == null) {
      return;
    }
    long allocated = total == null ? growthOfThreads(bean) : growthOfTotal(bean, total);
    if (reading.elapsedNanos() > 0 && allocated >= 0) {
      double bytesPerSecond = allocated * NANOS_PER_SECOND / reading.elapsedNanos();
      reading.put(Metric.ALLOC, bytesPerSecond);
      bytesPerMs = bytesPerSecond / MS_PER_SECOND;
    }
  }

  private long growthOfTotal(ThreadMXBean bean, MethodHandle handle) {
    try {
      long now = (long) handle.invokeExact(bean);
      long growth = lastTotal < 0 || now < 0 ? -1 : Math.max(0, now - lastTotal);
      lastTotal = now;
      return growth;
    } catch (Throwable e) {
      return -1;
    }
  }

  private long growthOfThreads(ThreadMXBean bean) {
    long[] ids = bean.getAllThreadIds();
    Arrays.sort(ids);
    long[] bytes = bean.getThreadAllocatedBytes(ids);
    long growth = 0;
    int last = 0;
    for (int i = 0; i < ids.length; i++) {
      while (last < lastIds.length && lastIds[last] < ids[i]) {
        last++;
      }
      boolean known = last < lastIds.length && lastIds[last] == ids[i];
      growth += Math.max(0, bytes[i] - (known ? lastBytes[last] : 0));
    }
    lastIds = ids;
    lastBytes = bytes;
    return growth;
  }

  private static @Nullable ThreadMXBean threads() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported()
            && bean.isThreadAllocatedMemoryEnabled()
        ? bean
        : null;
  }

  private static @Nullable MethodHandle total() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              ThreadMXBean.class,
              "getTotalThreadAllocatedBytes",
              MethodType.methodType(long.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
