package dev.plimsoll.heap.hprof;

import java.util.List;

/**
 * One class as the dump describes it.
 *
 * @param id id of its {@code java.lang.Class} object
 * @param superId 0 for {@code java.lang.Object}
 * @param loaderId 0 for the boot loader
 * @param otherIds signers and protection domain, 0 where there is none
 * @param staticReferences values of static fields that are objects, 0 for null
 * @param staticPrimitiveBytes bytes of its other static fields
 * @param fields fields of instances that this class itself declares, in the order of the values
 */
record ClassDump(
    long id,
    long superId,
    long loaderId,
    List<Long> otherIds,
    List<Long> staticReferences,
    int staticPrimitiveBytes,
    List<Field> fields) {

  /** An instance field. */
  record Field(long nameId, FieldType type) {}
}
