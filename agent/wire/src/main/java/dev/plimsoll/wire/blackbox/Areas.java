package dev.plimsoll.wire.blackbox;

import static dev.plimsoll.wire.blackbox.Layout.*;

import dev.plimsoll.wire.blackbox.UnreadableRingException.Reason;
import java.nio.ByteBuffer;

/** Where the parts of one ring lie: a writer may choose sizes of its own. */
record Areas(int names, int nameSlots, int guard, int guardSlots, int rich, int richBytes) {

  /** As the header says, if that fits into the buffer. */
  static Areas of(ByteBuffer ring) throws UnreadableRingException {
    if (ring.getInt(SIZE_AT) != ring.capacity()) {
      throw new UnreadableRingException(
          Reason.SIZE,
          "it has %d bytes and should have %d".formatted(ring.capacity(), ring.getInt(SIZE_AT)));
    }
    Areas areas =
        new Areas(
            ring.getInt(NAMES_AT),
            ring.getInt(NAME_SLOTS_AT),
            ring.getInt(GUARD_AT),
            ring.getInt(GUARD_SLOTS_AT),
            ring.getInt(RICH_AT),
            ring.getInt(RICH_BYTES_AT));
    boolean fits =
        fits(ring, areas.names, areas.nameSlots, NAME_SLOT_BYTES)
            && areas.nameSlots <= 1 << Short.SIZE
            && fits(ring, areas.guard, areas.guardSlots, GUARD_SLOT_BYTES)
            && fits(ring, areas.rich, areas.richBytes, 1);
    if (!fits) {
      throw new UnreadableRingException(Reason.DAMAGED, "its parts do not fit into it: " + areas);
    }
    return areas;
  }

  private static boolean fits(ByteBuffer ring, int offset, int count, int each) {
    return offset >= NAMES && count >= 0 && offset + (long) count * each <= ring.capacity();
  }
}
