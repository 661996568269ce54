package dev.plimsoll.wire.blackbox;

import static dev.plimsoll.wire.blackbox.Layout.*;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Sample;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the samples and events in a ring: what fits its checksum was written to its end. */
final class RichRecords {
  /** A ring full of beginnings without an end must not keep the reader for minutes. */
  private static final int MOST_PASSES = 16;

  private final ByteBuffer ring;
  private final Areas areas;
  private final int seed;
  private final String run;
  private final List<String> names;
  private final TreeMap<Long, Sample> samples = new TreeMap<>();
  private final TreeMap<Long, Event> events = new TreeMap<>();
  private long bytesToCheck;

  private RichRecords(ByteBuffer ring, Areas areas, int seed, String run, List<String> names) {
    this.ring = ring;
    this.areas = areas;
    this.seed = seed;
    this.run = run;
    this.names = names;
    this.bytesToCheck = (long) areas.richBytes() * MOST_PASSES;
  }

  static RichRecords read(ByteBuffer ring, Areas areas, int seed, String run, List<String> names) {
    RichRecords records = new RichRecords(ring, areas, seed, run, names);
    records.scan();
    return records;
  }

  /** Oldest first. */
  List<Sample> samples() {
    return List.copyOf(samples.values());
  }

  /** Oldest first. */
  List<Event> events() {
    return List.copyOf(events.values());
  }

  /** Jumps over whole records, so that what is inside of one is never taken for another. */
  private void scan() {
    int end = areas.rich() + areas.richBytes();
    int at = areas.rich();
    while (at <= end - RECORD_HEADER_BYTES && bytesToCheck > 0) {
      int length = lengthAt(at, end);
      if (length > 0) {
        take(at, length);
        at += padded(length);
      } else {
        at += padded(1);
      }
    }
  }

  /** Zero where no whole record begins. */
  private int lengthAt(int at, int end) {
    if (ring.getInt(at) != RECORD_MAGIC) {
      return 0;
    }
    int length = ring.getInt(at + RECORD_LENGTH_AT);
    if (length < RECORD_HEADER_BYTES || length > RECORD_LIMIT || length > end - at) {
      return 0;
    }
    bytesToCheck -= length;
    int register = Checksum.update(seed, ring, at, at + RECORD_CHECKSUM_AT);
    register = Checksum.update(register, ring, at + RECORD_HEADER_BYTES, at + length);
    return ring.getInt(at + RECORD_CHECKSUM_AT) == Checksum.of(register) ? length : 0;
  }

  /** What fits its checksum and makes no sense all the same is of a newer writer. */
  private void take(int at, int length) {
    long seq = ring.getLong(at + RECORD_SEQ_AT);
    long time = ring.getLong(at + RECORD_TIME_AT);
    if (seq < 1 || time < 1) {
      return;
    }
    int count = Short.toUnsignedInt(ring.getShort(at + RECORD_COUNT_AT));
    ByteBuffer body =
        ring.slice(at + RECORD_HEADER_BYTES, length - RECORD_HEADER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    try {
      switch (ring.getShort(at + RECORD_TYPE_AT)) {
        case SAMPLE -> samples.put(seq, new Sample(seq, run, time, metrics(body, count)));
        case EVENT -> events.put(seq, event(seq, time, body));
        default -> {}
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      // Nothing of it can be used.
    }
  }

  private Map<String, Double> metrics(ByteBuffer body, int count) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int id = Short.toUnsignedInt(body.getShort());
      double value = body.getDouble();
      if (id < names.size() && !names.get(id).isEmpty()) {
        metrics.put(names.get(id), value);
      }
    }
    return metrics;
  }

  private Event event(long seq, long at, ByteBuffer body) {
    String kind = text(body);
    String id = text(body);
    String text = text(body);
    return new Event(seq, id, run, at, kind, text, data(text(body)));
  }

  private static String text(ByteBuffer body) {
    int length = body.getInt();
    if (length < 0 || length > body.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    body.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Map<String, @Nullable Object> data(String json) {
    try {
      return json.isEmpty() ? Map.of() : Json.readObject(json).values();
    } catch (MalformedMessageException e) {
      return Map.of();
    }
  }
}
