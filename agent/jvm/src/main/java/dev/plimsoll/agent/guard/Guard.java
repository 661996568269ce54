package dev.plimsoll.agent.guard;

import dev.plimsoll.agent.blackbox.BlackBox;
import dev.plimsoll.agent.gc.Collectors;
import dev.plimsoll.agent.gc.Heap;
import dev.plimsoll.agent.gc.HeapUse;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.live.LiveHeap;
import dev.plimsoll.agent.probe.FullCollection;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.run.Lines;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The safety path. Looks at the heap ten times a second, sooner when it fills quickly and at each
 * collection; writes down what it saw each second; and asks the supervisor for a replacement when
 * the heap is about to be over, whether or not there is a collector.
 *
 * <p>In the loop nothing is allocated, no lock of the application is taken, and no class or method
 * is used for the first time. Exceptions: the line is connected anew while there is room, and a
 * full collection is read through a few small objects.
 */
public final class Guard implements Runnable {
  private static final long NANOS_PER_MS = 1_000_000;
  private static final long TICK_MS = 100;
  private static final long SHORTEST_TICK_MS = 5;
  private static final long SECOND_MS = 1_000;
  private static final long ASK_AGAIN_MS = 10_000;

  /** Up to here a connection, or a thread, can be made without making things worse. */
  private static final double ROOM = 0.90;

  private final Vitals vitals;
  private final Judge judge;
  private final GuardLine line;
  private final BlackBox blackBox;
  private final Revival revival;
  private final boolean supervised;
  private volatile Marks marks;
  private volatile boolean asked;
  private long askedAt;
  private long secondAt;
  private long lastUsed;
  private long lastAt;

  private Guard(
      Vitals vitals,
      Judge judge,
      GuardLine line,
      boolean supervised,
      BlackBox blackBox,
      Revival revival,
      Lines lines) {
    this.vitals = vitals;
    this.judge = judge;
    this.line = line;
    this.supervised = supervised;
    this.blackBox = blackBox;
    this.revival = revival;
    this.marks = Marks.of(lines);
  }

  /**
   * The guard of this JVM, not running yet.
   *
   * @param control path of the supervisor's socket; null if nobody supervises, and the guard only
   *     writes down what it sees
   * @param lines that hold until the collector's reply brings others
   * @param revival what to look after
   */
  public static Guard of(
      LiveHeap live,
      @Nullable String control,
      ControlMessage.Guard hello,
      Lines lines,
      BlackBox blackBox,
      Revival revival) {
    Collectors collectors = new Collectors();
    HeapUse heap = new HeapUse();
    FullCollection full = new FullCollection(collectors, heap);
    Vitals vitals = new Vitals(live, collectors, heap, full, Heap.maxHeap());
    return new Guard(
        vitals,
        new Judge(collectors.areConcurrent(), collectors.leavePages()),
        new GuardLine(control, hello),
        control != null,
        blackBox,
        revival,
        lines);
  }

  /** The lines that hold from now on, as the collector's last reply has them. */
  public void hold(Lines lines) {
    marks = Marks.of(lines);
  }

  /** Runs until the thread is interrupted. */
  @Override
  public void run() {
    rehearse();
    while (!Thread.currentThread().isInterrupted()) {
      long wait = TICK_MS;
      try {
        wait = look();
      } catch (Throwable e) {
        Trouble.count("guard", e);
      }
      LockSupport.parkNanos(wait * NANOS_PER_MS);
    }
  }

  /** Every path once, on looks that never were, so that at the end nothing has to be loaded. */
  private void rehearse() {
    try {
      Rehearsal.play(marks);
      vitals.read();
      vitals.warmUp();
      line.rehearse(vitals.look);
      line.keep();
      blackBox.guard(vitals.look.at, vitals.look.used, -1, vitals.look.max, -1, 0);
      revival.look(0);
    } catch (Throwable e) {
      Trouble.count("rehearsal", e);
    }
  }

  /** One look and what follows; milliseconds until the next. */
  private long look() {
    Look look = vitals.look;
    vitals.read();
    Marks now = marks;
    act(judge.look(look, now), look, now);
    if (look.at - secondAt >= SECOND_MS || look.at < secondAt) {
      secondAt = look.at;
      eachSecond(look);
    }
    return wait(look, now);
  }

  private void act(Verdict verdict, Look look, Marks now) {
    if (!supervised) {
      return;
    }
    if (verdict.asks()) {
      ask(verdict, look);
    } else if (verdict.probes() && !hasJustAsked(look)) {
      long took = vitals.probe();
      judge.probed(look, now, Math.max(0, took));
      Verdict after = judge.look(look, now);
      if (after.asks()) {
        ask(after, look);
      }
    }
  }

  private boolean hasJustAsked(Look look) {
    return asked && look.at - askedAt < ASK_AGAIN_MS && look.at >= askedAt;
  }

  /** The supervisor takes up the first; repeated for one that has come back since. */
  private void ask(Verdict verdict, Look look) {
    if (!hasJustAsked(look) && line.tell(look, verdict)) {
      asked = true;
      askedAt = look.at;
    }
  }

  private void eachSecond(Look look) {
    blackBox.guard(look.at, look.used, look.live, look.max, -1, look.gcMillis);
    if (look.usedFraction() < ROOM) {
      line.keep();
      revival.look(look.at);
    }
  }

  /** Three looks before the heap could reach the height at which something has to happen. */
  private long wait(Look look, Marks now) {
    long grown = look.used - lastUsed;
    long passed = Math.max(1, look.at - lastAt);
    lastUsed = look.used;
    lastAt = look.at;
    long left = (long) (look.max * now.suspicion()) - look.used;
    if (left <= 0) {
      return SHORTEST_TICK_MS;
    }
    if (grown <= 0) {
      return TICK_MS;
    }
    long reached = left * passed / grown;
    return Math.max(SHORTEST_TICK_MS, Math.min(TICK_MS, reached / 3));
  }
}
