package dev.plimsoll.wire.blackbox;

import static dev.plimsoll.wire.blackbox.Layout.*;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.reading.Event;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a ring. Nothing is ever flushed: a mapped file lies in the page cache, which outlives the
 * process.
 *
 * <p>Two lanes share nothing. {@link #guard} takes no lock and allocates nothing, whatever the
 * other lane does. Samples and events take turns under a lock that only they use; neither allocates
 * for a sample whose names are known.
 */
public final class BlackBoxWriter {
  /** Bytes that a ring takes. */
  public static final int BYTES = SIZE;

  private final ByteBuffer ring;
  private final int seed;
  private final AtomicLong guardRecords = new AtomicLong();
  private final RichLane rich;

  private BlackBoxWriter(ByteBuffer ring, int seed) {
    this.ring = ring;
    this.seed = seed;
    this.rich = new RichLane(ring, seed);
  }

  /**
   * Makes an empty ring.
   *
   * @param buffer of {@link #BYTES} zeros or more; mapped, to be of use
   * @param createdAt epoch milliseconds
   * @param nonce random number
   * @throws IllegalArgumentException if the buffer is too small, or the origin too large
   */
  public static BlackBoxWriter format(
      ByteBuffer buffer, Origin origin, long createdAt, long nonce) {
    if (buffer.capacity() < BYTES) {
      throw new IllegalArgumentException(
          "a ring takes " + BYTES + " bytes, the buffer has " + buffer.capacity());
    }
    byte[] json = Json.line(origin.toJson()).getBytes(StandardCharsets.UTF_8);
    if (json.length > ORIGIN_LIMIT) {
      throw new IllegalArgumentException("the names of the run are too long: " + json.length);
    }
    ByteBuffer ring = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    ring.putLong(MAGIC_AT, MAGIC)
        .putInt(VERSION_AT, VERSION)
        .putInt(SIZE_AT, SIZE)
        .putLong(NONCE_AT, nonce)
        .putLong(CREATED_AT, createdAt)
        .putInt(NAMES_AT, NAMES)
        .putInt(NAME_SLOTS_AT, NAME_SLOTS)
        .putInt(GUARD_AT, GUARD)
        .putInt(GUARD_SLOTS_AT, GUARD_SLOTS)
        .putInt(RICH_AT, RICH)
        .putInt(RICH_BYTES_AT, RICH_BYTES)
        .putInt(ORIGIN_LENGTH_AT, json.length)
        .put(ORIGIN, json);
    int seed = Checksum.seed(nonce);
    int register = Checksum.update(seed, ring, 0, HEADER_CHECKSUM_AT);
    register = Checksum.update(register, json, 0, json.length);
    ring.putInt(HEADER_CHECKSUM_AT, Checksum.of(register));
    return new BlackBoxWriter(ring, seed);
  }

  /**
   * Records what the guard sees. Any thread, no lock, no allocation.
   *
   * @param at epoch milliseconds
   * @param used heap in use, bytes
   * @param live live heap, bytes; negative where it is not known
   * @param max max heap, bytes
   * @param rss resident set, bytes; negative where it is not known
   * @param gcMillis time spent in collections since the start of the run
   */
  public void guard(long at, long used, long live, long max, long rss, long gcMillis) {
    long number = guardRecords.incrementAndGet();
    int slot = GUARD + (int) ((number - 1) % GUARD_SLOTS) * GUARD_SLOT_BYTES;
    int register = Checksum.update(seed, number);
    register = Checksum.update(register, at);
    register = Checksum.update(register, used);
    register = Checksum.update(register, live);
    register = Checksum.update(register, max);
    register = Checksum.update(register, rss);
    register = Checksum.update(register, gcMillis);
    ring.putLong(slot, number);
    ring.putLong(slot + 8, at);
    ring.putLong(slot + 16, used);
    ring.putLong(slot + 24, live);
    ring.putLong(slot + 32, max);
    ring.putLong(slot + 40, rss);
    ring.putLong(slot + 48, gcMillis);
    ring.putInt(slot + GUARD_CHECKSUM_AT, Checksum.of(register));
  }

  /**
   * Records one sample; metrics beyond the {@value Layout#NAME_SLOTS} names a ring has room for are
   * left out.
   *
   * @param seq number in the sequence of the run
   * @param at epoch milliseconds
   */
  public void sample(long seq, long at, Map<String, Double> metrics) {
    rich.sample(seq, at, metrics);
  }

  /**
   * Records an event. One that takes more than {@value Layout#RECORD_LIMIT} bytes loses its data,
   * and then the end of its text.
   */
  public void event(Event event) {
    rich.event(event);
  }

  /** The collector has everything up to this number. */
  public void acknowledged(long seq) {
    ring.putLong(ACKNOWLEDGED_AT, seq);
  }

  /** The process ends in order, at this time; 0 takes it back. */
  public void ended(long at) {
    ring.putLong(ENDED_AT, at);
  }

  /** Where Flight Recorder keeps its chunks; nothing is recorded of a path that is too long. */
  public void repository(String path) {
    Texts.put(ring, REPOSITORY_AT, REPOSITORY_LIMIT, path, seed);
  }
}
