package dev.plimsoll.agent.gc;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Direct and mapped buffers: {@code external.direct} and {@code external.mapped}, and in {@code
 * external} their sum. {@code external.direct.max} is the limit of the direct ones.
 */
public final class Buffers implements Gauge {
  private final List<BufferPoolMXBean> pools =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
  private final long directMax = directMax();

  @Override
  public void read(Reading reading) {
    long used = 0;
    long mapped = 0;
    for (BufferPoolMXBean pool : pools) {
      long bytes = Math.max(0, pool.getMemoryUsed());
      used += bytes;
      if (pool.getName().equals("direct")) {
        reading.put("external.direct", bytes);
      } else {
        mapped += bytes;
      }
    }
    reading.put(Metric.EXTERNAL, used);
    reading.put("external.mapped", mapped);
    reading.put("external.direct.max", directMax);
  }

  /** Without {@code -XX:MaxDirectMemorySize} the option is 0, and the limit is max heap. */
  private static long directMax() {
    try {
      long option =
          Long.parseLong(
              ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                  .getVMOption("MaxDirectMemorySize")
                  .getValue());
      return option > 0 ? option : Runtime.getRuntime().maxMemory();
    } catch (RuntimeException e) {
      return Runtime.getRuntime().maxMemory();
    }
  }
}
