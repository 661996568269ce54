package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.guest.Leaving;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.live.LiveHeap;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jdk.jfr.EventSettings;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * One long-lived stream of Flight Recorder events, run by the calling thread.
 *
 * <p>Not by {@code startAsync()}: its thread is no daemon, and the application would never exit.
 * The stream is a second late, and dies of the first {@code OutOfMemoryError}; nothing that has to
 * be known at once, or at the end, comes from it.
 */
public final class FlightRecord implements Runnable {
  private static final Duration SLOW_SOCKET = Duration.ofMillis(100);
  private static final Duration EACH_SECOND = Duration.ofSeconds(1);
  private static final Duration MAX_AGE = Duration.ofMinutes(1);
  private static final long MAX_BYTES = 8 << 20;
  private static final long RETRY_MS = 60_000;
  private static final long GUESS_MS = 15_000;
  private static final int ATTEMPTS = 3;

  private final LiveHeap live;
  private final RecordGauge gauge;

  public FlightRecord(LiveHeap live, RecordGauge gauge) {
    this.live = live;
    this.gauge = gauge;
  }

  /** Streams until the JVM ends; where there is no Flight Recorder, does without it. */
  @Override
  public void run() {
    try {
      for (int attempt = 0; attempt < ATTEMPTS && available(); attempt++) {
        stream();
        gauge.silent();
        TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      }
      Trouble.mention("jfr", "there is no Flight Recorder; going on with management beans");
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.MILLISECONDS.sleep(GUESS_MS);
        live.perhapsMarked(System.currentTimeMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean available() {
    try {
      return FlightRecorder.isAvailable();
    } catch (LinkageError | RuntimeException e) {
      return false;
    }
  }

  private void stream() {
    try (RecordingStream stream = new RecordingStream()) {
      Leaving.undo(stream);
      stream.setReuse(true);
      stream.setMaxAge(MAX_AGE);
      stream.setMaxSize(MAX_BYTES);
      stream.onError(error -> Trouble.count("jfr", error));
      collections(stream);
      memory(stream);
      load(stream);
      stream.start();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      Trouble.count("jfr", e);
    }
  }

  private void collections(RecordingStream stream) {
    enable(stream, "jdk.GarbageCollection");
    stream.onEvent("jdk.GarbageCollection", this::collected);
    enable(stream, "jdk.G1GarbageCollection");
    stream.onEvent(
        "jdk.G1GarbageCollection",
        event -> live.paused(event.getString("type"), event.getEndTime().toEpochMilli()));
    enable(stream, "jdk.GCPhasePause");
    stream.onEvent("jdk.GCPhasePause", event -> gauge.paused(event.getDuration().toNanos()));
  }

  /**
   * {@code G1Old} is a whole concurrent marking, from its first pause to the end of its cleanup.
   */
  private void collected(RecordedEvent event) {
    if ("G1Old".equals(event.getString("name"))) {
      live.marked(event.getEndTime().toEpochMilli());
    }
  }

  private void memory(RecordingStream stream) {
    enable(stream, "jdk.GCHeapSummary");
    stream.onEvent(
        "jdk.GCHeapSummary",
        event -> {
          if ("After GC".equals(event.getString("when"))) {
            gauge.heapAfter(event.getLong("heapUsed"));
          }
        });
    enable(stream, "jdk.MetaspaceSummary");
    stream.onEvent(
        "jdk.MetaspaceSummary", event -> gauge.metaspace(event.getLong("metaspace.used")));
    enable(stream, "jdk.DirectBufferStatistics").withPeriod(EACH_SECOND);
    stream.onEvent(
        "jdk.DirectBufferStatistics",
        event -> gauge.direct(event.getLong("memoryUsed"), event.getLong("maxCapacity")));
  }

  private void load(RecordingStream stream) {
    enable(stream, "jdk.CPULoad").withPeriod(EACH_SECOND);
    stream.onEvent("jdk.CPULoad", event -> gauge.machineLoad(event.getFloat("machineTotal")));
    enable(stream, "jdk.JavaThreadStatistics").withPeriod(EACH_SECOND);
    stream.onEvent(
        "jdk.JavaThreadStatistics", event -> gauge.javaThreads(event.getLong("activeCount")));
    for (String socket : new String[] {"jdk.SocketRead", "jdk.SocketWrite"}) {
      enable(stream, socket).withThreshold(SLOW_SOCKET);
      stream.onEvent(socket, event -> gauge.slowSocket(event.getDuration().toMillis()));
    }
  }

  private static EventSettings enable(RecordingStream stream, String event) {
    return stream.enable(event).withoutStackTrace();
  }
}
