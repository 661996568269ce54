package dev.plimsoll.agent.gc;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * CPU time and open descriptors of the process, and in {@code cpus} how many processors it may use:
 * fewer than the machine's where a container or a mask limits it.
 */
public final class Processor implements Gauge {
  private final @Nullable UnixOperatingSystemMXBean system =
      ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
          ? unix
          : null;
  private long lastCpu = -1;

  @Override
  public void read(Reading reading) {
    reading.put("cpus", Runtime.getRuntime().availableProcessors());
    UnixOperatingSystemMXBean unix = system;
    if (unix == null) {
      return;
    }
    long cpu = unix.getProcessCpuTime();
    if (cpu >= 0 && lastCpu >= 0 && reading.elapsedNanos() > 0) {
      reading.put(Metric.CPU, (double) Math.max(0, cpu - lastCpu) / reading.elapsedNanos());
    }
    lastCpu = cpu;
    long descriptors = unix.getOpenFileDescriptorCount();
    if (descriptors >= 0) {
      reading.put(Metric.FDS, descriptors);
    }
  }
}
