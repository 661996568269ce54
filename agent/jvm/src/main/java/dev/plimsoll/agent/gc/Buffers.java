package dev.plimsoll.agent.gc;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Direct and mapped buffers. */
public final class Buffers implements Gauge {
  private final List<BufferPoolMXBean> pools =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);

  @Override
  public void read(Reading reading) {
    long used = 0;
    for (BufferPoolMXBean pool : pools) {
      used += Math.max(0, pool.getMemoryUsed());
    }
    reading.put(Metric.EXTERNAL, used);
  }
}
