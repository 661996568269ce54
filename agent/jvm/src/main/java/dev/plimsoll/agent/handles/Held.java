package dev.plimsoll.agent.handles;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Something open, or a request in flight: the one object that counting it costs. It is the weak
 * reference, the link of the table's chain and the record of its holder in one.
 */
class Held extends WeakReference<Object> {
  private final int hash;
  private final long sinceNanos;
  private final @Nullable Frame frame;

  // Guarded by the stripe of the table that it is in.
  private Holder holder;
  @Nullable Held next;

  /**
   * Not in a table yet.
   *
   * @param object what is held; null where the table's user keeps this object instead
   * @param sinceNanos monotonic instant at which it began
   * @param frame what opened it; null where nobody looked
   */
  Held(@Nullable Object object, Holder holder, long sinceNanos, @Nullable Frame frame) {
    super(object);
    this.hash = System.identityHashCode(object == null ? this : object);
    this.holder = holder;
    this.sinceNanos = sinceNanos;
    this.frame = frame;
  }

  final int hash() {
    return hash;
  }

  final long sinceNanos() {
    return sinceNanos;
  }

  final @Nullable Frame frame() {
    return frame;
  }

  final Holder holder() {
    return holder;
  }

  final void changeHands(Holder other) {
    holder = other;
  }

  /** Whether it was dropped without a word. */
  boolean isGone() {
    return refersTo(null);
  }
}
