package dev.plimsoll.heap.hprof;

/**
 * How the JVM lays objects out, hence how many bytes an object takes. The dump does not say it;
 * {@link LayoutEvidence} works it out of the addresses.
 *
 * <pre>
 * instance = align(header + primitive field bytes + reference bytes × references)
 * array    = align(array base + element bytes × length)
 * class    = instance of java.lang.Class + {@value #CLASS_EXTRA_BYTES} + its static fields, aligned
 * </pre>
 *
 * <p>Where header is 8 (compact headers), 12 (compressed class pointers) or 16 bytes; array base is
 * header + 4 for the length, rounded up to the element size (to 8 for all elements on JVMs before
 * 23 with 16-byte headers); a reference takes 4 bytes with compressed oops, else 8; align rounds up
 * to the object alignment, 8 bytes unless set.
 *
 * <p>Field gaps do not count, since HotSpot fills them from release 15 on. Not known, hence left
 * out: fields that HotSpot injects into a few JDK classes, and the padding of {@code @Contended}.
 *
 * @param referenceBytes 4 or 8
 * @param headerBytes 8, 12 or 16
 * @param arrayBaseAligned whether all arrays start at a multiple of 8
 * @param alignment a power of two, at least 8
 */
record ObjectLayout(int referenceBytes, int headerBytes, boolean arrayBaseAligned, int alignment) {
  /**
   * What HotSpot injects into a class object (pointers to its metadata, sizes, loader data), as
   * found by comparison with {@code GC.class_histogram}.
   */
  static final int CLASS_EXTRA_BYTES = 40;

  long instance(int primitiveBytes, int references) {
    return align(headerBytes + primitiveBytes + (long) referenceBytes * references, alignment);
  }

  long primitiveArray(FieldType type, int length) {
    return array(type.bytes(referenceBytes), length);
  }

  long objectArray(int length) {
    return array(referenceBytes, length);
  }

  long classObject(long instanceBytes, int staticPrimitiveBytes, int staticReferences) {
    return align(
        instanceBytes
            + CLASS_EXTRA_BYTES
            + staticPrimitiveBytes
            + (long) referenceBytes * staticReferences,
        alignment);
  }

  private long array(int elementBytes, int length) {
    long base = align(headerBytes + 4L, arrayBaseAligned ? 8 : elementBytes);
    return align(base + (long) elementBytes * length, alignment);
  }

  private static long align(long bytes, int to) {
    return (bytes + to - 1) & -to;
  }
}
