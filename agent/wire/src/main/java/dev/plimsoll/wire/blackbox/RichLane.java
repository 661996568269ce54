package dev.plimsoll.wire.blackbox;

import static dev.plimsoll.wire.blackbox.Layout.*;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.reading.Event;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Samples and events, one record after the other, and from the start again when it is full. */
final class RichLane {
  private static final int NO_ROOM = -1;

  private final ByteBuffer ring;
  private final int seed;
  private final byte[] bytes = new byte[RECORD_LIMIT];
  private final ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private final Map<String, Integer> names = new HashMap<>();

  /** Made once: a lambda at the call would be an object for each sample. */
  private final BiConsumer<String, Double> putMetric = this::putMetric;

  private int position;
  private long number;
  private int metricCount;

  RichLane(ByteBuffer ring, int seed) {
    this.ring = ring;
    this.seed = seed;
  }

  synchronized void sample(long seq, long at, Map<String, Double> metrics) {
    record.clear().position(RECORD_HEADER_BYTES);
    metricCount = 0;
    metrics.forEach(putMetric);
    append(SAMPLE, metricCount, seq, at);
  }

  synchronized void event(Event event) {
    byte[] data = utf8(event.data().isEmpty() ? "" : Json.line(event.data()));
    byte[] kind = utf8(event.kind());
    byte[] id = utf8(event.id());
    byte[] text = utf8(event.text());
    int room = RECORD_LIMIT - RECORD_HEADER_BYTES - 4 * Integer.BYTES - kind.length - id.length;
    if (room < 0) {
      return;
    }
    if (data.length + text.length > room) {
      data = new byte[0];
      text = Arrays.copyOf(text, Math.min(text.length, room));
    }
    record.clear().position(RECORD_HEADER_BYTES);
    putText(kind);
    putText(id);
    putText(text);
    putText(data);
    append(EVENT, 4, event.seq(), event.at());
  }

  private void putMetric(String name, Double value) {
    int id = idOf(name);
    if (id != NO_ROOM) {
      record.putShort((short) id).putDouble(value);
      metricCount++;
    }
  }

  private int idOf(String name) {
    Integer known = names.get(name);
    if (known != null) {
      return known;
    }
    int id = names.size();
    if (id >= NAME_SLOTS
        || !Texts.put(ring, NAMES + id * NAME_SLOT_BYTES, NAME_LIMIT, name, seed)) {
      return NO_ROOM;
    }
    names.put(name, id);
    return id;
  }

  private void putText(byte[] text) {
    record.putInt(text.length).put(text);
  }

  /** The record stands in the buffer but for its header. */
  private void append(int type, int count, long seq, long at) {
    int length = record.position();
    int padded = padded(length);
    Arrays.fill(bytes, length, padded, (byte) 0);
    record
        .putInt(0, RECORD_MAGIC)
        .putInt(RECORD_LENGTH_AT, length)
        .putLong(RECORD_NUMBER_AT, ++number)
        .putLong(RECORD_SEQ_AT, seq)
        .putLong(RECORD_TIME_AT, at)
        .putShort(RECORD_TYPE_AT, (short) type)
        .putShort(RECORD_COUNT_AT, (short) count);
    int register = Checksum.update(seed, bytes, 0, RECORD_CHECKSUM_AT);
    register = Checksum.update(register, bytes, RECORD_HEADER_BYTES, length);
    record.putInt(RECORD_CHECKSUM_AT, Checksum.of(register));
    if (position + padded > RICH_BYTES) {
      position = 0;
    }
    ring.put(RICH + position, bytes, 0, padded);
    position += padded;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
