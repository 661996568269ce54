package dev.plimsoll.agent.jfr;

import dev.plimsoll.agent.guest.Trouble;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 */
final class Neighbours implements FlightRecorderListener {
  /** Setting by which our own recordings are known; no event has this name. */
  static final String OWN_MARK = "dev.plimsoll.Own#recording";

  private final RecordingStream stream;
  private final Map<String, String> wanted;
  private final SampleEcho echo;
  private final Set<String> foreign = new TreeSet<>();
  private Set<String> left = Set.of();
  private boolean alone = true;
  private boolean open;

  /**
   * Has looked at nothing yet.
   *
   * @param wanted settings of our own stream
   * @param echo writes our samples while somebody else records
   */
  Neighbours(RecordingStream stream, Map<String, String> wanted, SampleEcho echo) {
    this.stream = stream;
    this.wanted = wanted;
    this.echo = echo;
  }

  /** Puts the settings in force and looks out from now on. */
  void open() {
    for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
      note(type);
    }
    stream.onMetadata(this::metadata);
    synchronized (this) {
      open = true;
      alone = nobodyElseRecords();
      apply();
    }
    FlightRecorder.addListener(this);
  }

  void close() {
    FlightRecorder.removeListener(this);
    synchronized (this) {
      open = false;
      echo.stop();
    }
  }

  /** Event types that we don't ask for now, though we subscribed to them. */
  synchronized void leaveOut(Set<String> events) {
    left = Set.copyOf(events);
    if (open) {
      apply();
    }
  }

  @Override
  public void recordingStateChanged(Recording recording) {
    try {
      if (!isOwn(recording)) {
        look();
      }
    } catch (RuntimeException | LinkageError e) {
      Trouble.count("jfr", e);
    }
  }

  private synchronized void look() {
    boolean now = nobodyElseRecords();
    if (open && now != alone) {
      alone = now;
      apply();
    }
  }

  private synchronized void metadata(MetadataEvent metadata) {
    int before = foreign.size();
    metadata.getAddedEventTypes().forEach(this::note);
    if (open && alone && foreign.size() > before) {
      apply();
    }
  }

  private void note(EventType type) {
    if (!type.getName().startsWith("jdk.") && !type.getName().equals(SampleEvent.NAME)) {
      foreign.add(type.getName());
    }
  }

  private void apply() {
    Map<String, String> settings = new TreeMap<>(wanted);
    left.forEach(event -> settings.remove(event + "#enabled"));
    if (alone) {
      foreign.forEach(name -> settings.put(name + "#enabled", "false"));
      echo.stop();
    } else {
      echo.start();
    }
    stream.setSettings(settings);
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
