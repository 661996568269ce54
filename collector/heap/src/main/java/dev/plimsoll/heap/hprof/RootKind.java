package dev.plimsoll.heap.hprof;

import org.jspecify.annotations.Nullable;

/** Why an object is alive by itself. */
enum RootKind {
  UNKNOWN(0xFF, Rest.NOTHING),
  JNI_GLOBAL(0x01, Rest.HANDLE),
  JNI_LOCAL(0x02, Rest.THREAD_AND_FRAME),
  JAVA_FRAME(0x03, Rest.THREAD_AND_FRAME),
  NATIVE_STACK(0x04, Rest.THREAD),
  STICKY_CLASS(0x05, Rest.NOTHING),
  THREAD_BLOCK(0x06, Rest.THREAD),
  MONITOR_USED(0x07, Rest.NOTHING),
  THREAD_OBJECT(0x08, Rest.THREAD_AND_FRAME);

  /** What follows the object id in the record. */
  enum Rest {
    NOTHING,
    HANDLE,
    THREAD,
    THREAD_AND_FRAME
  }

  private final int tag;
  private final Rest rest;

  RootKind(int tag, Rest rest) {
    this.tag = tag;
    this.rest = rest;
  }

  static @Nullable RootKind of(int tag) {
    for (RootKind kind : values()) {
      if (kind.tag == tag) {
        return kind;
      }
    }
    return null;
  }

  int tag() {
    return tag;
  }

  Rest rest() {
    return rest;
  }

  /** Whether the object is held by a thread's stack rather than by the JVM. */
  boolean heldByThread() {
    return this == JNI_LOCAL || this == JAVA_FRAME || this == NATIVE_STACK || this == THREAD_BLOCK;
  }
}
