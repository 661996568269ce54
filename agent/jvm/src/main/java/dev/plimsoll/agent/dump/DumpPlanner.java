package dev.plimsoll.agent.dump;

import dev.plimsoll.agent.dump.DumpPlan.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a dump can be afforded, and how it is written. Pure.
 *
 * <p>Packing makes a file a third as large and the pause one and a half to three times as long
 * (measured, 1 GiB: 8.2 against 5.1 s on 17, 14.9 against 5.5 s on 25), so it is chosen where the
 * pause costs nothing because the run is drained, or where the disk has no room for more.
 */
final class DumpPlanner {
  private static final long MIB = 1L << 20;

  /** Left on the disk for everybody else: a twentieth of it, within these bounds. */
  private static final long LEAST_RESERVE = 64 * MIB;

  private static final long MOST_RESERVE = 1024 * MIB;

  /** Measured growth of RSS while dumping: 0 to 15 MiB with one thread; buffers of each more. */
  private static final long MEMORY_OF_DUMP = 32 * MIB;

  private static final long MEMORY_OF_THREAD = 8 * MIB;

  /** What the JVM of jcmd takes, with the flags it is given. */
  private static final long MEMORY_OF_TOOL = 48 * MIB;

  /** The first release whose GC.heap_dump knows -parallel. */
  private static final int PARALLEL_SINCE = 22;

  private static final int MOST_THREADS = 8;

  /** Less than this gained is not worth the start of a tool. */
  private static final long WORTH_A_TOOL_MS = 500;

  private final DumpOptions options;
  private final DumpSpeed speed;

  DumpPlanner(DumpOptions options, DumpSpeed speed) {
    this.options = options;
    this.speed = speed;
  }

  DumpPlan plan(DumpOrder order, Surroundings around) {
    DumpMethod bean =
        new DumpMethod(false, beanThreads(around.feature(), around.processors()), false);
    DumpMethod packed = new DumpMethod(true, toolThreads(around), true);
    DumpMethod parallel = new DumpMethod(false, toolThreads(around), true);
    boolean tool = around.tool() && around.memoryRoom() >= memory(packed);
    if (order.isDrained() && tool && fits(packed, order, around)) {
      return checked(packed, order, around);
    }
    if (!fits(bean, order, around) && tool) {
      return checked(packed, order, around);
    }
    // By the same speed for both: one of them may have been measured on a busy host.
    long slower = speed.pauseMs(bean, around.live());
    long gained = slower - slower * bean.threads() / parallel.threads();
    boolean worth = parallel.threads() > bean.threads() && gained >= WORTH_A_TOOL_MS;
    return checked(tool && worth ? parallel : bean, order, around);
  }

  private DumpPlan checked(DumpMethod method, DumpOrder order, Surroundings around) {
    long bytes = speed.bytes(method, around.live());
    long pauseMs = speed.pauseMs(method, around.live());
    return new DumpPlan(method, bytes, pauseMs, refusal(method, order, around, bytes, pauseMs));
  }

  private @Nullable Refusal refusal(
      DumpMethod method, DumpOrder order, Surroundings around, long bytes, long pauseMs) {
    if (!fits(method, order, around)) {
      return new Refusal(
          "disk",
          "There is no room for a heap dump: it needs up to %d MiB and %d MiB must stay free, but only %d MiB are free."
              .formatted(mib(bytes), mib(reserve(order, around)), mib(around.freeDisk())));
    }
    if (order.force()) {
      return null;
    }
    if (around.memoryRoom() < memory(method)) {
      return new Refusal(
          "memory",
          "The container is too full for a heap dump: writing one may take %d MiB of memory, %d MiB are left below the limit."
              .formatted(mib(memory(method)), mib(around.memoryRoom())));
    }
    if (pauseMs > options.maxPauseMs() && !order.isDrained()) {
      return new Refusal(
          "pause",
          "A heap dump would stop the application for about %.1f s, longer than the %.1f s that are allowed."
              .formatted(pauseMs / 1e3, options.maxPauseMs() / 1e3));
    }
    return null;
  }

  private boolean fits(DumpMethod method, DumpOrder order, Surroundings around) {
    return around.freeDisk() - reserve(order, around) >= speed.bytes(method, around.live());
  }

  /** Nobody can force bytes onto a full disk, but whoever forces may have the reserve. */
  private static long reserve(DumpOrder order, Surroundings around) {
    long share = Math.min(MOST_RESERVE, Math.max(LEAST_RESERVE, around.totalDisk() / 20));
    return order.force() ? 0 : share;
  }

  private static long memory(DumpMethod method) {
    return MEMORY_OF_DUMP
        + method.threads() * MEMORY_OF_THREAD
        + (method.byTool() ? MEMORY_OF_TOOL : 0);
  }

  /** HotSpot's own choice where nobody tells it: three eighths of the processors. */
  static int beanThreads(int feature, int processors) {
    return feature < PARALLEL_SINCE ? 1 : Math.max(1, processors * 3 / 8);
  }

  /** The application stands still meanwhile: all processors are free. */
  private static int toolThreads(Surroundings around) {
    return around.feature() < PARALLEL_SINCE
        ? 1
        : Math.max(1, Math.min(MOST_THREADS, around.processors()));
  }

  private static long mib(long bytes) {
    return bytes / MIB;
  }
}
