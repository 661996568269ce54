package dev.plimsoll.benchmarks.subject;

import java.time.Duration;
import jdk.jfr.consumer.RecordingStream;

/**
 * The floor, as an agent: one JFR stream of fifteen memory events, and nothing done with them. No
 * agent that listens to JFR can be cheaper.
 */
public final class FloorAgent {
  private static final String[] EACH_SECOND = {
    "jdk.CPULoad",
    "jdk.ClassLoadingStatistics",
    "jdk.DirectBufferStatistics",
    "jdk.JavaThreadStatistics",
    "jdk.PhysicalMemory",
    "jdk.ThreadAllocationStatistics"
  };
  private static final String[] AS_THEY_COME = {
    "jdk.AllocationRequiringGC",
    "jdk.G1GarbageCollection",
    "jdk.G1HeapSummary",
    "jdk.GCHeapSummary",
    "jdk.GCPhasePause",
    "jdk.GarbageCollection",
    "jdk.MetaspaceSummary",
    "jdk.SocketRead",
    "jdk.SocketWrite"
  };
  private static final Duration SLOW = Duration.ofMillis(100);

  private FloorAgent() {}

  public static void premain(String args) {
    Thread stream = new Thread(FloorAgent::stream, "floor");
    stream.setDaemon(true);
    stream.start();
  }

  private static void stream() {
    try (RecordingStream stream = new RecordingStream()) {
      for (String event : EACH_SECOND) {
        stream.enable(event).withPeriod(Duration.ofSeconds(1));
        stream.onEvent(event, ignored -> {});
      }
      for (String event : AS_THEY_COME) {
        stream.enable(event).withoutStackTrace().withThreshold(SLOW);
        stream.onEvent(event, ignored -> {});
      }
      stream.setReuse(true);
      stream.start();
    }
  }
}
