package dev.plimsoll.agent.probe;

import dev.plimsoll.agent.guest.Trouble;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A full collection where {@code -XX:+DisableExplicitGC} forbids them. The diagnostic command
 * {@code GC.run} minds that flag as {@code System.gc()} does; a histogram of live objects does not,
 * and collects first. It also walks the heap, 1.5 s a GiB.
 */
final class HistogramCollection {
  private HistogramCollection() {}

  /** False if there is no such command here. */
  static boolean run() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "gcClassHistogram",
              new Object[] {new String[0]},
              new String[] {String[].class.getName()});
      return true;
    } catch (JMException | RuntimeException e) {
      Trouble.count("histogram", e);
      return false;
    }
  }
}
