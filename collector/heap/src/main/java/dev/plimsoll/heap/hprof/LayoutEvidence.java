package dev.plimsoll.heap.hprof;

/**
 * Works the {@link ObjectLayout} out of the addresses of objects: between one object and the next
 * there is never less room than the first one takes, and somewhere in a heap there is exactly that.
 *
 * <p>For an {@code Object[]} of n elements, a room smaller than 16 + 8n proves 4-byte references.
 * For a {@code byte[]} of n, the smallest room minus n is the array base: 12, 16, 20 or 24 bytes.
 * Dumps too small to prove anything count as HotSpot's default: compressed oops and class pointers.
 */
final class LayoutEvidence {
  /** So many arrays without a counter-example are taken for proof. */
  private static final int ENOUGH = 16;

  private static final long COMPRESSED_OOPS_REACH = 32L << 30;

  private long previousId = Long.MAX_VALUE;
  private int previousBytes = -1;
  private int previousReferences = -1;

  private int byteArrays;
  private long smallestBase = Long.MAX_VALUE;
  private int referenceArrays;
  private boolean narrowReferences;
  private long highestId;
  private long idBits;
  private long objects;

  void instance(long id) {
    object(id, -1, -1);
  }

  void objectArray(long id, int length) {
    object(id, -1, length);
  }

  void primitiveArray(long id, FieldType type, int length) {
    object(id, type == FieldType.BYTE ? length : -1, -1);
  }

  ObjectLayout layout(int idSize) {
    if (idSize == 4) {
      return new ObjectLayout(4, 8, false, 8);
    }
    int references = narrow() ? 4 : 8;
    return new ObjectLayout(references, header(), smallestBase >= 24 && proven(), alignment());
  }

  private void object(long id, int bytes, int references) {
    long room = id - previousId;
    if (room > 0) {
      if (previousBytes >= 0) {
        byteArrays++;
        smallestBase = Math.min(smallestBase, room - previousBytes);
      }
      if (previousReferences >= 2) {
        referenceArrays++;
        narrowReferences |= room < 16 + 8L * previousReferences;
      }
    }
    previousId = id;
    previousBytes = bytes;
    previousReferences = references;
    highestId = Math.max(highestId, id);
    idBits |= id;
    objects++;
  }

  private boolean narrow() {
    return narrowReferences || (referenceArrays < ENOUGH && highestId < COMPRESSED_OOPS_REACH);
  }

  private int header() {
    // Less than 12 means that these ids are no addresses, so they say nothing.
    if (!proven() || smallestBase < 12) {
      return 12;
    }
    return smallestBase == 12 ? 8 : smallestBase <= 16 ? 12 : 16;
  }

  private boolean proven() {
    return byteArrays >= ENOUGH;
  }

  /** Beyond 256 bytes HotSpot does not go; few objects may be aligned by chance. */
  private int alignment() {
    if (objects < 4 * ENOUGH) {
      return 8;
    }
    return (int) Math.max(8, Math.min(256, Long.lowestOneBit(idBits)));
  }
}
