package dev.plimsoll.supervisor.death;

import java.util.Locale;

/** What a process died of. */
public enum Cause {
  /** The kernel killed it at the memory limit of its cgroup. */
  KERNEL_OOM,
  /** V8 gave up for want of heap. */
  V8_HEAP,
  /** An {@code OutOfMemoryError} was its last word. */
  JAVA_HEAP,
  /** A crash of the runtime or of native code. */
  FAULT,
  /** Node ended for a rejection that nobody handled. */
  REJECTION,
  /** Somebody sent a signal. */
  SIGNAL,
  /** It ended with a code of its own. */
  CODE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
