package dev.plimsoll.wire.blackbox;

import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.reading.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that is dead, and what is to be said in its name: whatever its ring holds that the
 * collector has not acknowledged, under the numbers the run gave it. Two who read the same ring say
 * the same, and the collector stores it once.
 */
public final class LostRun {
  private static final int MOST_ITEMS = 500;
  private static final int MOST_CHARS = 700_000;
  private static final int CHARS_PER_METRIC = 40;
  private static final long SAMPLE_STEP_MS = 1_000;

  private final Recorded recorded;
  private final List<Sample> samples = new ArrayList<>();
  private long lastSeq;

  public LostRun(Recorded recorded) {
    this.recorded = recorded;
    this.lastSeq = recorded.lastSeq();
    long acknowledged = recorded.acknowledged() > lastSeq ? 0 : recorded.acknowledged();
    recorded.samples().stream().filter(sample -> sample.seq() > acknowledged).forEach(samples::add);
    addWhatOnlyTheGuardSaw();
  }

  public Recorded recorded() {
    return recorded;
  }

  /** Empty if nothing was ever read of it. */
  public Optional<LastReadings> last() {
    return LastReadings.of(recorded);
  }

  /**
   * Near the end of the heap samples are not taken any more, and the guard goes on: one of its
   * records a second then stands for the sample. The run's own numbers end here, so the next are
   * free.
   */
  private void addWhatOnlyTheGuardSaw() {
    List<Sample> known = recorded.samples();
    long at = known.isEmpty() ? 0 : known.get(known.size() - 1).at();
    for (GuardRecord record : recorded.guard()) {
      if (record.at() >= at + SAMPLE_STEP_MS) {
        at = record.at();
        samples.add(new Sample(++lastSeq, run(), at, record.metrics()));
      }
    }
  }

  /**
   * The end that nobody saw; empty if the ring tells of it by itself.
   *
   * @param recording where the flight recording of the run was put; null if there is none
   */
  public Optional<Event> unseenExit(@Nullable String recording) {
    if (recorded.events().stream().anyMatch(event -> event.is(EventKind.EXIT))) {
      return Optional.empty();
    }
    boolean orderly = recorded.endedAt() > 0;
    String who =
        recorded.origin().identity().instance() + " (pid " + recorded.origin().identity().pid();
    String sentence =
        orderly
            ? who + ") shut down in order."
            : who
                + ") ended without a word, and nobody saw it end: it was killed, or its runtime"
                + " stopped at once."
                + last()
                    .map(readings -> " Its last readings: " + readings.inWords() + ".")
                    .orElse("");
    Map<String, @Nullable Object> exit = new LinkedHashMap<>();
    exit.put("code", null);
    exit.put("signal", null);
    exit.put("cause", orderly ? "requested" : "killed");
    exit.put("sentence", sentence);
    exit.put("log", List.of());
    describe(exit, recording);
    long at = Math.max(recorded.lastAt(), recorded.endedAt());
    return Optional.of(
        new Event(
            lastSeq + 1,
            idOfExit(),
            run(),
            at,
            EventKind.EXIT.wireName(),
            sentence,
            Map.of("exit", exit)));
  }

  /** Adds to the data of an exit what the ring knows of it: {@code last, lastAt, recording}. */
  public void describe(Map<String, @Nullable Object> exit, @Nullable String recording) {
    last()
        .ifPresent(
            readings -> {
              exit.put("last", readings.metrics());
              exit.put("lastAt", readings.at());
            });
    if (recording != null) {
      exit.put("recording", recording);
    }
  }

  /**
   * All of it in pieces that a collector takes; none if there is nothing to say.
   *
   * @param exit told first, so that the collector acts upon none of the samples; null if somebody
   *     else tells of it
   */
  public List<Batch> batches(@Nullable Event exit) {
    List<Batch> batches = new ArrayList<>();
    if (exit != null) {
      batches.add(batch(List.of(), List.of(exit)));
    }
    List<Event> events = new ArrayList<>();
    int chars = 0;
    for (Event event : recorded.events()) {
      if (event.seq() <= recorded.acknowledged() && recorded.acknowledged() <= lastSeq) {
        continue;
      }
      int length = Json.line(event.toJson()).length();
      if (!events.isEmpty() && chars + length > MOST_CHARS) {
        batches.add(batch(List.of(), events));
        events = new ArrayList<>();
        chars = 0;
      }
      events.add(event);
      chars += length;
    }
    if (!events.isEmpty()) {
      batches.add(batch(List.of(), events));
    }
    addSamples(batches);
    return batches;
  }

  private void addSamples(List<Batch> batches) {
    List<Sample> some = new ArrayList<>();
    int chars = 0;
    for (Sample sample : samples) {
      int length = (sample.metrics().size() + 2) * CHARS_PER_METRIC;
      if (some.size() >= MOST_ITEMS || chars + length > MOST_CHARS) {
        batches.add(batch(some, List.of()));
        some = new ArrayList<>();
        chars = 0;
      }
      some.add(sample);
      chars += length;
    }
    if (!some.isEmpty()) {
      batches.add(batch(some, List.of()));
    }
  }

  private Batch batch(List<Sample> someSamples, List<Event> someEvents) {
    return new Batch(
        Batch.PROTOCOL,
        run(),
        List.of(recorded.origin().identity()),
        List.copyOf(someSamples),
        List.copyOf(someEvents),
        List.of(),
        List.of(),
        0);
  }

  private String idOfExit() {
    return UUID.nameUUIDFromBytes((run() + "/exit").getBytes(StandardCharsets.UTF_8)).toString();
  }

  private String run() {
    return recorded.origin().identity().run();
  }
}
