package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.Trouble;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has classes transformed again, on the calling thread and one call at a time. */
final class Retransformation {
  private final Instrumentation instrumentation;

  Retransformation(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Together, for each time costs a safepoint; one by one if one of them can't be woven.
   *
   * <p>Locked, so that classes that are given back are not woven by a call that was under way.
   */
  synchronized void of(List<Class<?>> classes) {
    if (!classes.isEmpty() && retransform(classes.toArray(Class<?>[]::new)) != null) {
      for (Class<?> each : classes) {
        Throwable error = retransform(each);
        if (error != null) {
          Trouble.count("weaving " + each.getName(), error);
        }
      }
    }
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
