package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Who works for the application: executors, timers, child processes. */
final class Workers {
  static final List<Seam> SEAMS =
      List.of(
          seam("java.util.concurrent.ThreadPoolExecutor", "<init>(*,*,*,*,*,*,*)", "NewExecutor"),
          seam("java.util.concurrent.ForkJoinPool", "<init>(*,*,*,*,*,*,*,*,*,*)", "NewExecutor"),
          seam("java.util.Timer", "<init>(..)", "NewTimer"),
          seam("java.lang.ProcessImpl", "start(*,..)", "Start"));

  private Workers() {}

  private static Seam seam(String type, String method, String advice) {
    return Seam.of(type, method, Workers.class, advice);
  }

  /** The constructor that all others end in. */
  static final class NewExecutor {
    private NewExecutor() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object executor) {
      Spy.seen(Kind.EXECUTOR, executor);
    }
  }

  static final class NewTimer {
    private NewTimer() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object timer) {
      Spy.seen(Kind.TIMER, timer);
    }
  }

  /** {@code ProcessImpl.start(String[], ..)}. */
  static final class Start {
    private Start() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Return @Nullable Object process, @Advice.Argument(0) String[] command) {
      Spy.opened(Kind.CHILD, process, command[0]);
    }
  }
}
