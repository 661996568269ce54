package dev.plimsoll.agent.jfr;

import java.time.Duration;
import java.util.Locale;
import jdk.jfr.consumer.RecordedEvent;

/**
 * What holds the application up beside collections: waiting until all threads stand, operations of
 * the VM while they stand, and socket operations slower than 100 ms. Only those over a limit are
 * recorded at all, so a healthy process pays nothing.
 */
final class StallEvents {
  private static final Duration SLOW_SOCKET = Duration.ofMillis(100);
  private static final Duration SLOW_STOP = Duration.ofMillis(10);
  private static final Duration EACH_SECOND = Duration.ofSeconds(1);

  private final RecordGauge gauge;

  StallEvents(RecordGauge gauge) {
    this.gauge = gauge;
  }

  void subscribe(Subscription subscription) {
    subscription.periodic(
        "jdk.CPULoad", EACH_SECOND, event -> gauge.machineLoad(event.getFloat("machineTotal")));
    subscription.slow(
        "jdk.SafepointBegin",
        SLOW_STOP,
        event -> gauge.waitedForStop(event.getDuration().toNanos()));
    subscription.slow("jdk.ExecuteVMOperation", SLOW_STOP, this::operated);
    for (String socket : new String[] {"jdk.SocketRead", "jdk.SocketWrite"}) {
      subscription.slow(
          socket, SLOW_SOCKET, event -> gauge.slowSocket(event.getDuration().toMillis()));
    }
  }

  /** Collections are operations too, and have their own account. */
  private void operated(RecordedEvent event) {
    if (event.getBoolean("safepoint") && !isCollection(event.getString("operation"))) {
      gauge.stoodForOperation(event.getDuration().toNanos());
    }
  }

  static boolean isCollection(String operation) {
    String lower = operation.toLowerCase(Locale.ROOT);
    return lower.startsWith("g1")
        || lower.startsWith("z")
        || lower.startsWith("x")
        || lower.startsWith("shenandoah")
        || lower.startsWith("parallel")
        || lower.startsWith("serial")
        || lower.startsWith("gen")
        || lower.contains("collect");
  }
}
