package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.guest.Trouble;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long the JVM has stood at safepoints. A dump on 25 goes on merging its pieces when the
 * application already runs again, so the time that the call takes says too much.
 */
final class SafepointTime {
  private final @Nullable Object bean;
  private final @Nullable Method total;

  private SafepointTime(@Nullable Object bean, @Nullable Method total) {
    this.bean = bean;
    this.total = total;
  }

  /** Opens the JDK's internal bean to the agent's loader and to nobody else. */
  static SafepointTime open(@Nullable Instrumentation instrumentation) {
    try {
      if (instrumentation != null) {
        instrumentation.redefineModule(
            ManagementFactory.class.getModule(),
            Set.of(),
            Map.of("sun.management", Set.of(SafepointTime.class.getModule())),
            Map.of(),
            Set.of(),
            Map.of());
        Object bean =
            Class.forName("sun.management.ManagementFactoryHelper")
                .getMethod("getHotspotRuntimeMBean")
                .invoke(null);
        Method total =
            Class.forName("sun.management.HotspotRuntimeMBean").getMethod("getTotalSafepointTime");
        SafepointTime time = new SafepointTime(bean, total);
        return time.ms() >= 0 ? time : new SafepointTime(null, null);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      Trouble.count("safepoint time", e);
    }
    return new SafepointTime(null, null);
  }

  /** Milliseconds since the start; -1 if this JVM doesn't tell. */
  long ms() {
    Object asked = bean;
    Method how = total;
    if (asked == null || how == null) {
      return -1;
    }
    try {
      return how.invoke(asked) instanceof Long ms ? ms : -1;
    } catch (ReflectiveOperationException e) {
      Trouble.count("safepoint time", e);
      return -1;
    }
  }
}
