package dev.plimsoll.agent.jfr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Old objects by a recording of its own, for a few seconds. The recorder writes them when a
 * recording ends, and the stream's must not.
 *
 * <p>The stream has the sampler on all the time, without stack traces, as the JDK's default
 * settings have it; only with this recording the objects get the frame that allocated them. Gated
 * by version: 17.0.3 fixed what made a recording of old objects several times as large (Datadog's
 * agent has the same gate).
 */
public final class OldObjectRecording {
  static final String EVENT = "jdk.OldObjectSample";
  private static final Runtime.Version FIRST = Runtime.Version.parse("17.0.3");

  private final Repositories repositories;

  public OldObjectRecording(Repositories repositories) {
    this.repositories = repositories;
  }

  static boolean isCheap() {
    return Runtime.version().compareTo(FIRST) >= 0;
  }

  /** Why this VM can't; null if it can. */
  public @Nullable String whyNot() {
    try {
      if (!isCheap()) {
        return "Old objects are sampled from Java 17.0.3 on.";
      }
      return FlightRecorder.isAvailable() ? null : "This VM has no Flight Recorder.";
    } catch (LinkageError | RuntimeException e) {
      return "This VM has no Flight Recorder.";
    }
  }

  /**
   * Samples for so long with stack traces, then has the ways to the roots searched for, and gives
   * every object that is still there and not ours. The recorder leaves out what was allocated since
   * the last collection.
   *
   * @param budgetMs the search is cut off after so long; all threads stand meanwhile
   */
  public void take(long seconds, long budgetMs, Consumer<RecordedEvent> consumer)
      throws IOException, InterruptedException {
    Path folder = repositories.prepare();
    if (folder == null) {
      throw new IOException("there is no room for a recording");
    }
    Path file = Files.createTempFile(folder, "old-objects", ".jfr");
    try {
      record(seconds, budgetMs, file);
      read(file, consumer);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void record(long seconds, long budgetMs, Path file)
      throws IOException, InterruptedException {
    try (Recording recording = new Recording()) {
      Map<String, String> settings = new TreeMap<>();
      settings.put(Neighbours.OWN_MARK, "true");
      settings.put(EVENT + "#enabled", "true");
      settings.put(EVENT + "#stackTrace", "true");
      settings.put(EVENT + "#cutoff", Duration.ofMillis(budgetMs).toNanos() + " ns");
      recording.setSettings(settings);
      recording.start();
      TimeUnit.SECONDS.sleep(seconds);
      recording.stop();
      recording.dump(file);
    }
  }

  private static void read(Path file, Consumer<RecordedEvent> consumer) throws IOException {
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals(EVENT) && !OwnWork.is(event)) {
          consumer.accept(event);
        }
      }
    }
  }
}
