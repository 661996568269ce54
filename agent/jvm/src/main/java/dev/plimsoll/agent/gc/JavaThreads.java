package dev.plimsoll.agent.gc;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Threads that run Java: {@code threads.java} now, {@code threads.daemon} among them, {@code
 * threads.peak} the most at once since the start. Virtual threads are not counted.
 */
public final class JavaThreads implements Gauge {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public void read(Reading reading) {
    reading.put("threads.java", threads.getThreadCount());
    reading.put("threads.daemon", threads.getDaemonThreadCount());
    reading.put("threads.peak", threads.getPeakThreadCount());
  }
}
