package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.spy.Kind;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Timer;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Looks at executors and timers: how many there are, and how much waits in them. They are known
 * weakly, and asked only what answers at once.
 */
final class Pools {
  private static final long NANOS_PER_MS = 1_000_000;
  private static final long UNKNOWN = -1;
  private static final long OVER = -2;

  private final HeldTable polled;
  private final @Nullable Field timerThread = field(Timer.class, "thread");
  private final @Nullable Field timerQueue = field(Timer.class, "queue");
  private final @Nullable Method queueSize = queueSize(timerQueue);

  Pools(HeldTable polled) {
    this.polled = polled;
  }

  /** Counts those that are not over, and adds a row for what waits. */
  void count(Census census, OwnerRows rows) {
    polled.forEach(held -> count((Polled) held, census, rows));
  }

  private void count(Polled held, Census census, OwnerRows rows) {
    Object thing = held.get();
    long waiting = thing == null ? OVER : waitingOrUnknown(thing);
    if (waiting == OVER) {
      return;
    }
    census.count(held);
    long since = held.waiting(waiting, census.now());
    if (waiting > 0) {
      rows.add(
          held.holder().kind().equals(Kind.TIMER) ? Kind.TASK : Kind.QUEUE,
          held.holder().name(),
          held.frame(),
          waiting,
          (census.now() - since) / NANOS_PER_MS);
    }
  }

  private long waitingOrUnknown(Object thing) {
    try {
      if (thing instanceof ThreadPoolExecutor pool) {
        return pool.isTerminated() ? OVER : sizeOf(pool.getQueue());
      }
      if (thing instanceof ForkJoinPool pool) {
        return pool.isTerminated()
            ? OVER
            : pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount();
      }
      return thing instanceof Timer timer ? tasksOf(timer) : UNKNOWN;
    } catch (ReflectiveOperationException | RuntimeException e) {
      Trouble.count("pool", e);
      return UNKNOWN;
    }
  }

  private long tasksOf(Timer timer) throws ReflectiveOperationException {
    if (timerThread == null || timerQueue == null || queueSize == null) {
      return UNKNOWN;
    }
    return timerThread.get(timer) instanceof Thread thread && !thread.isAlive()
        ? OVER
        : ((Integer) queueSize.invoke(timerQueue.get(timer))).longValue();
  }

  /** A queue of the application's own may wait for a lock when asked for its size. */
  private static long sizeOf(Collection<?> queue) throws NoSuchMethodException {
    Class<?> counts = queue.getClass().getMethod("size").getDeclaringClass();
    return counts.getClassLoader() == null ? queue.size() : UNKNOWN;
  }

  /** Which kind an executor counts as. */
  static String kindOf(Object thing) {
    return thing instanceof ScheduledThreadPoolExecutor || thing instanceof Timer
        ? Kind.TIMER
        : Kind.EXECUTOR;
  }

  private static @Nullable Field field(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable Method queueSize(@Nullable Field queue) {
    try {
      Method size = queue == null ? null : queue.getType().getDeclaredMethod("size");
      if (size != null) {
        size.setAccessible(true);
      }
      return size;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
