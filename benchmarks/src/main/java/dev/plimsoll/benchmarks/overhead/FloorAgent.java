package dev.plimsoll.benchmarks.overhead;

import java.time.Duration;
import jdk.jfr.consumer.RecordingStream;

/** The floor: a JFR stream of memory events in the process, and nothing done with them. */
public final class FloorAgent {
  private static final String[] PERIODIC = {
    "jdk.CPULoad",
    "jdk.JavaThreadStatistics",
    "jdk.DirectBufferStatistics",
    "jdk.ThreadAllocationStatistics"
  };
  private static final String[] AT_ONCE = {
    "jdk.GCHeapSummary",
    "jdk.GarbageCollection",
    "jdk.GCPhasePause",
    "jdk.MetaspaceSummary",
    "jdk.G1GarbageCollection",
    "jdk.SocketRead",
    "jdk.SocketWrite"
  };

  private FloorAgent() {}

  public static void main(String[] args) throws Exception {
    Thread stream = new Thread(FloorAgent::stream, "floor");
    stream.setDaemon(true);
    stream.start();
    HelloServer.main(args);
  }

  private static void stream() {
    try (RecordingStream stream = new RecordingStream()) {
      for (String event : PERIODIC) {
        stream.enable(event).withPeriod(Duration.ofSeconds(1));
        stream.onEvent(event, ignored -> {});
      }
      for (String event : AT_ONCE) {
        stream.enable(event).withoutStackTrace().withThreshold(Duration.ofMillis(20));
        stream.onEvent(event, ignored -> {});
      }
      stream.setReuse(true);
      stream.start();
    }
  }
}
