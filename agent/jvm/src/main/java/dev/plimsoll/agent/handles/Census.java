package dev.plimsoll.agent.handles;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One walk through the tables. Of one thread. */
final class Census {
  /** What is open for longer is worth to know where it came from. */
  private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final long number;
  private final long now;
  private final List<Holder> found = new ArrayList<>();

  /**
   * Nothing counted yet.
   *
   * @param number never the same twice
   */
  Census(long number, long now) {
    this.number = number;
    this.now = now;
  }

  long now() {
    return now;
  }

  void count(Held held) {
    count(held.holder(), held.sinceNanos(), held.frame());
  }

  void count(Holder holder, long sinceNanos, @Nullable Frame frame) {
    if (holder.count(number, sinceNanos, frame, now - sinceNanos > OLD_NANOS)) {
      found.add(holder);
    }
  }

  /** Who holds something. */
  List<Holder> found() {
    return found;
  }

  /** Grants the holder frames until the next walk; returns whether it holds something. */
  boolean grant(Holder holder) {
    boolean holds = holder.isCountedIn(number);
    boolean old = holds && now - holder.oldestNanos() > OLD_NANOS;
    holder.grantFrames(old ? FrameBudget.WITH_OLD : FrameBudget.EACH_SECOND);
    if (holds) {
      holder.usedAt(now);
    }
    return holds;
  }
}
