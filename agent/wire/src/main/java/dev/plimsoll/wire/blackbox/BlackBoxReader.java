package dev.plimsoll.wire.blackbox;

import static dev.plimsoll.wire.blackbox.Layout.*;

import dev.plimsoll.wire.blackbox.UnreadableRingException.Reason;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads a ring, as far as death, damage or a writer that still lives have left it readable. */
public final class BlackBoxReader {
  /** Far above what any writer makes; a file is read whole. */
  private static final int SIZE_LIMIT = 8 << 20;

  private final ByteBuffer ring;
  private final int seed;

  private BlackBoxReader(ByteBuffer ring) {
    this.ring = ring;
    this.seed = Checksum.seed(ring.getLong(NONCE_AT));
  }

  /**
   * Reads a ring file.
   *
   * @throws UnreadableRingException if it is no ring, or one that can't be understood
   * @throws IOException if the file can't be read
   */
  public static Recorded read(Path file) throws IOException, UnreadableRingException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(ByteBuffer.wrap(in.readNBytes(SIZE_LIMIT)));
    }
  }

  /**
   * Reads a ring from the start of a buffer to its end.
   *
   * @throws UnreadableRingException if it is no ring, or one that can't be understood
   */
  public static Recorded read(ByteBuffer buffer) throws UnreadableRingException {
    ByteBuffer ring = buffer.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
    if (ring.capacity() < NAMES || ring.getLong(MAGIC_AT) != MAGIC) {
      throw new UnreadableRingException(Reason.FOREIGN, "it does not begin as a black box does");
    }
    if (ring.getInt(VERSION_AT) != VERSION) {
      throw new UnreadableRingException(
          Reason.VERSION,
          "it is of version %d, this reader knows %d".formatted(ring.getInt(VERSION_AT), VERSION));
    }
    return new BlackBoxReader(ring).read();
  }

  private Recorded read() throws UnreadableRingException {
    Origin origin = origin();
    Areas areas = Areas.of(ring);
    RichRecords rich = RichRecords.read(ring, areas, seed, origin.identity().run(), names(areas));
    return new Recorded(
        origin,
        ring.getLong(CREATED_AT),
        Math.max(0, ring.getLong(ACKNOWLEDGED_AT)),
        Math.max(0, ring.getLong(ENDED_AT)),
        Texts.get(ring, REPOSITORY_AT, REPOSITORY_LIMIT, seed),
        rich.samples(),
        rich.events(),
        guard(areas));
  }

  private Origin origin() throws UnreadableRingException {
    int length = ring.getInt(ORIGIN_LENGTH_AT);
    if (length < 0 || length > ORIGIN_LIMIT) {
      throw damaged("its header says that the run is described in " + length + " bytes");
    }
    int register = Checksum.update(seed, ring, 0, HEADER_CHECKSUM_AT);
    register = Checksum.update(register, ring, ORIGIN, ORIGIN + length);
    if (ring.getInt(HEADER_CHECKSUM_AT) != Checksum.of(register)) {
      throw damaged("its header does not fit its checksum");
    }
    byte[] json = new byte[length];
    ring.get(ORIGIN, json);
    try {
      return Origin.from(Json.readObject(new String(json, StandardCharsets.UTF_8)));
    } catch (MalformedMessageException e) {
      throw damaged("it does not say whose it is: " + e.getMessage());
    }
  }

  private List<String> names(Areas areas) {
    List<String> names = new ArrayList<>();
    for (int slot = 0; slot < areas.nameSlots(); slot++) {
      String name = Texts.get(ring, areas.names() + slot * NAME_SLOT_BYTES, NAME_LIMIT, seed);
      names.add(name == null ? "" : name);
    }
    return names;
  }

  private List<GuardRecord> guard(Areas areas) {
    TreeMap<Long, GuardRecord> records = new TreeMap<>();
    for (int index = 0; index < areas.guardSlots(); index++) {
      int slot = areas.guard() + index * GUARD_SLOT_BYTES;
      int register = Checksum.update(seed, ring, slot, slot + GUARD_CHECKSUM_AT);
      if (ring.getInt(slot + GUARD_CHECKSUM_AT) == Checksum.of(register)) {
        records.put(ring.getLong(slot), guardRecord(slot));
      }
    }
    return List.copyOf(records.values());
  }

  private GuardRecord guardRecord(int slot) {
    return new GuardRecord(
        ring.getLong(slot + 8),
        ring.getLong(slot + 16),
        ring.getLong(slot + 24),
        ring.getLong(slot + 32),
        ring.getLong(slot + 40),
        ring.getLong(slot + 48));
  }

  private static UnreadableRingException damaged(String how) {
    return new UnreadableRingException(Reason.DAMAGED, how);
  }
}
