package dev.plimsoll.agent.account;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.agent.guest.AgentThread;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * CPU time and allocation of the agent's threads since they were last asked for. What a thread did
 * after the last time and before it ended is missing.
 */
final class ThreadUse {

  /**
   * One thread's growth.
   *
   * @param role what comes after {@code plimsoll-} in its name
   */
  record Growth(String role, long cpuNanos, long bytes) {}

  private static final class Seen {
    long cpuNanos;
    long bytes;
  }

  private final @Nullable ThreadMXBean bean =
      ManagementFactory.getThreadMXBean() instanceof ThreadMXBean full ? full : null;
  private final Supplier<Collection<? extends Thread>> recorder;
  private final Map<Long, Seen> seen = new HashMap<>();

  /**
   * Nothing asked yet.
   *
   * @param recorder threads of Flight Recorder that work for us alone, if any
   */
  ThreadUse(Supplier<Collection<? extends Thread>> recorder) {
    this.recorder = recorder;
  }

  List<Growth> growth() {
    List<Growth> growth = new ArrayList<>();
    Set<Long> alive = new HashSet<>();
    for (Thread thread : AgentThread.live()) {
      growth.add(growthOf(thread, role(thread.getName())));
      alive.add(thread.getId());
    }
    for (Thread thread : recorder.get()) {
      growth.add(growthOf(thread, "jfr"));
      alive.add(thread.getId());
    }
    seen.keySet().retainAll(alive);
    return growth;
  }

  private Growth growthOf(Thread thread, String role) {
    ThreadMXBean threads = bean;
    if (threads == null) {
      return new Growth(role, 0, 0);
    }
    Seen last = seen.computeIfAbsent(thread.getId(), ignored -> new Seen());
    long cpu =
        threads.isThreadCpuTimeEnabled()
            ? Math.max(last.cpuNanos, threads.getThreadCpuTime(thread.getId()))
            : 0;
    long bytes =
        threads.isThreadAllocatedMemoryEnabled()
            ? Math.max(last.bytes, threads.getThreadAllocatedBytes(thread.getId()))
            : 0;
    Growth growth = new Growth(role, cpu - last.cpuNanos, bytes - last.bytes);
    last.cpuNanos = cpu;
    last.bytes = bytes;
    return growth;
  }

  private static String role(String name) {
    return name.startsWith("plimsoll-") ? name.substring("plimsoll-".length()) : name;
  }
}
