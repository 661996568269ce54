package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.Trouble;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has classes transformed again, on the calling thread and one call at a time.
 *
 * <p>Never while the heap is nearly full: where the VM runs out of memory inside the call, the
 * instrumentation library can't make the {@code OutOfMemoryError} that it wants to throw either,
 * throws null, and the JVM crashes ({@code createAndThrowThrowableFromJVMTIErrorCode}, seen on 17).
 * For the same reason nothing is woven inside the call, where it would take a second: the first
 * call only looks at the classes, the second has all that it needs.
 */
final class Retransformation {
  private static final long ROOM = 16 << 20;
  private static final int SHARE_OF_MAX = 4;
  private static final long STEP_MS = 50;
  private static final long LONGEST_WAIT_MS = 60_000;

  /** What happens between two calls. */
  interface Between {
    /** This thread is about to make the first call. */
    void begin();

    /**
     * Has ready what the first call has shown to be needed.
     *
     * @param classes that were transformed
     * @return those of them that have to be transformed again, and no other
     */
    List<Class<?>> prepare(List<Class<?>> classes);

    /** The second call is over. */
    void end();
  }

  private final Instrumentation instrumentation;
  private final Between between;

  Retransformation(Instrumentation instrumentation, Between between) {
    this.instrumentation = instrumentation;
    this.between = between;
  }

  /**
   * Together, for each time costs a safepoint; one by one if one of them can't be woven.
   *
   * <p>Locked, so that classes that are given back are not woven by a call that was under way.
   */
  synchronized void of(List<Class<?>> classes) {
    between.begin();
    try {
      transform(classes);
      transform(between.prepare(classes));
    } finally {
      between.end();
    }
  }

  private void transform(List<Class<?>> classes) {
    if (!classes.isEmpty()
        && awaitRoom()
        && retransform(classes.toArray(Class<?>[]::new)) != null) {
      for (Class<?> each : classes) {
        Throwable error = awaitRoom() ? retransform(each) : null;
        if (error != null) {
          Trouble.count("weaving " + each.getName(), error);
        }
      }
    }
  }

  /** False if there was none for long, or the agent is leaving: then classes stay as they are. */
  private static boolean awaitRoom() {
    try {
      for (long waited = 0; waited < LONGEST_WAIT_MS; waited += STEP_MS) {
        if (hasRoom()) {
          return true;
        }
        TimeUnit.MILLISECONDS.sleep(STEP_MS);
      }
      Trouble.mention("weaving", "the heap is too full to transform classes");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return hasRoom();
  }

  private static boolean hasRoom() {
    Runtime runtime = Runtime.getRuntime();
    long left = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    return left >= Math.min(ROOM, runtime.maxMemory() / SHARE_OF_MAX);
  }

  private @Nullable Throwable retransform(Class<?>... classes) {
    try {
      instrumentation.retransformClasses(classes);
      return null;
    } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
      return e;
    }
  }
}
