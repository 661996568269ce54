package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.guest.Trouble;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.MetadataEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Other recordings in this JVM, and what ours owes them.
 *
 * <p>An event class of the application is enabled, stack trace and all, as soon as any recording
 * runs that does not say otherwise. Ours runs always, so it says otherwise; but a setting counts
 * for all recordings, so while somebody else records it says nothing of events that are not its
 * own.
 *
 * <p>Holds no lock while it calls the recorder: the listener is called by the application's thread,
 * which holds the recorder's lock when it closes a recording that still runs.
 */
final class Neighbours implements FlightRecorderListener {
  /** Setting by which our own recordings are known; no event has this name. */
  static final String OWN_MARK = "dev.plimsoll.Own#recording";

  private final RecordingStream stream;
  private final Map<String, String> wanted;
  private final SampleEcho echo;
  private final Set<String> foreign = ConcurrentHashMap.newKeySet();
  private final AtomicInteger changes = new AtomicInteger();
  private volatile Set<String> left = Set.of();
  private volatile boolean open;

  /**
   * Has looked at nothing yet.
   *
   * @param wanted settings of our own stream
   * @param echo writes our samples while somebody else records
   */
  Neighbours(RecordingStream stream, Map<String, String> wanted, SampleEcho echo) {
    this.stream = stream;
    this.wanted = Map.copyOf(wanted);
    this.echo = echo;
  }

  /** Puts the settings in force and looks out from now on. */
  void open() {
    for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
      note(type);
    }
    stream.onMetadata(this::metadata);
    open = true;
    FlightRecorder.addListener(this);
    apply();
  }

  void close() {
    open = false;
    FlightRecorder.removeListener(this);
    echo.stop();
  }

  /** Event types that we don't ask for now, though we subscribed to them. */
  void leaveOut(Set<String> events) {
    left = Set.copyOf(events);
    apply();
  }

  @Override
  public void recordingStateChanged(Recording recording) {
    try {
      if (!isOwn(recording)) {
        apply();
      }
    } catch (RuntimeException | LinkageError e) {
      Trouble.count("jfr", e);
    }
  }

  private void metadata(MetadataEvent metadata) {
    int before = foreign.size();
    metadata.getAddedEventTypes().forEach(this::note);
    if (foreign.size() > before) {
      apply();
    }
  }

  private void note(EventType type) {
    if (!type.getName().startsWith("jdk.") && !type.getName().equals(SampleEvent.NAME)) {
      foreign.add(type.getName());
    }
  }

  /** Of several threads the last to finish has seen the changes of all. */
  private void apply() {
    int seen;
    changes.incrementAndGet();
    do {
      seen = changes.get();
      if (!open) {
        return;
      }
      boolean alone = nobodyElseRecords();
      stream.setSettings(settings(alone));
      if (alone) {
        echo.stop();
      } else {
        echo.start();
      }
    } while (seen != changes.get());
  }

  private Map<String, String> settings(boolean alone) {
    Map<String, String> settings = new TreeMap<>(wanted);
    left.forEach(event -> settings.remove(event + "#enabled"));
    if (alone) {
      foreign.forEach(name -> settings.put(name + "#enabled", "false"));
    }
    return settings;
  }

  static boolean nobodyElseRecords() {
    for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
      if (recording.getState() == RecordingState.RUNNING && !isOwn(recording)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOwn(Recording recording) {
    return recording.getSettings().containsKey(OWN_MARK);
  }
}
