package dev.plimsoll.agent.jfr;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.plimsoll.agent.diagnostic.NativeMemorySummary;
import dev.plimsoll.wire.reading.Owner;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jdk.jfr.consumer.RecordedEvent;

/**
 * What the VM itself has taken from the system, by type, where it was started with {@code
 * -XX:NativeMemoryTracking}. From release 20 on by events (JDK-8157023); before, by the diagnostic
 * command, whose first use starts the platform's MBean server: so it is asked once a minute, and
 * only where it has something to tell.
 */
final class NativeMemory {
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int FIRST_WITH_EVENTS = 20;
  private static final int FLUSHES_A_READING = 60;
  private static final int MOST_ROWS = 15;

  private final RecordGauge gauge;
  private final boolean byCommand = Runtime.version().feature() < FIRST_WITH_EVENTS && isTracking();
  private final ConcurrentMap<String, Long> committed = new ConcurrentHashMap<>();
  private int flushes;

  NativeMemory(RecordGauge gauge) {
    this.gauge = gauge;
  }

  void subscribe(Subscription subscription) {
    if (Runtime.version().feature() >= FIRST_WITH_EVENTS) {
      subscription.periodic(
          "jdk.NativeMemoryUsageTotal",
          PERIOD,
          event -> gauge.nativeMemory(event.getLong("reserved"), event.getLong("committed")));
      subscription.periodic("jdk.NativeMemoryUsage", PERIOD, this::used);
    }
  }

  private void used(RecordedEvent event) {
    committed.put(event.getString("type"), event.getLong("committed"));
  }

  /** Called once a second by the thread of the stream. */
  void flushed() {
    if (byCommand && flushes++ % FLUSHES_A_READING == 0) {
      NativeMemorySummary summary = NativeMemorySummary.ask();
      if (summary != null) {
        gauge.nativeMemory(summary.reserved(), summary.committed());
        committed.putAll(summary.committedByType());
      }
    }
  }

  /** Owners of kind {@code native-memory}: bytes committed, the biggest first. */
  List<Owner> rows(String run) {
    Comparator<Map.Entry<String, Long>> order =
        Comparator.comparingLong(entry -> -entry.getValue());
    return committed.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(order)
        .limit(MOST_ROWS)
        .map(entry -> Owner.sized(run, "native-memory", entry.getKey(), null, 1, entry.getValue()))
        .toList();
  }

  private static boolean isTracking() {
    try {
      return !ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .getVMOption("NativeMemoryTracking")
          .getValue()
          .equals("off");
    } catch (RuntimeException e) {
      return false;
    }
  }
}
