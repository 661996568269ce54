package dev.plimsoll.heap.hprof;

import java.io.IOException;

/**
 * Told what a dump holds, in the order of the file. Methods with a body to read may read as much of
 * it as they like from the input; the parser goes on behind it. A visit whose body the file cuts
 * off must not count, so a visitor takes what it wants from the body before it changes its own
 * state.
 */
interface HprofVisitor {
  /** UTF-8 text of {@code bytes} bytes, which are next in the input. */
  default void text(long id, int bytes) throws IOException {}

  default void className(long classId, long nameId) {}

  default void root(RootKind kind, long id, int threadSerial) {}

  default void classDump(ClassDump dump) throws IOException {}

  /** Field values of {@code bytes} bytes are next in the input: the own class's first. */
  void instance(long id, long classId, int bytes) throws IOException;

  /** {@code length} ids are next in the input. */
  void objectArray(long id, long classId, int length) throws IOException;

  /** {@code length} elements are next in the input. */
  void primitiveArray(long id, FieldType type, int length) throws IOException;
}
