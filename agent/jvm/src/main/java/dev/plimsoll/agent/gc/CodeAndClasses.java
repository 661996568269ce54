package dev.plimsoll.agent.gc;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime holds for classes and compiled code: {@code metaspace}, {@code code.used} and
 * {@code code.max} (bytes; the code cache is one pool, or three), {@code classes} (loaded now),
 * {@code classes.unloaded} (since the start) and {@code compiler} (fraction of one core that the
 * compilers took).
 */
public final class CodeAndClasses implements Gauge {
  private static final double NANOS_PER_MS = 1e6;

  private final List<MemoryPoolMXBean> code;
  private final List<MemoryPoolMXBean> metaspace;
  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final @Nullable CompilationMXBean compiler = compiler();
  private long lastCompiledMs;

  public CodeAndClasses() {
    List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
    this.code = pools.stream().filter(pool -> pool.getName().startsWith("Code")).toList();
    // "Compressed Class Space" is a part of it.
    this.metaspace = pools.stream().filter(pool -> pool.getName().equals("Metaspace")).toList();
    this.lastCompiledMs = compiler == null ? 0 : compiler.getTotalCompilationTime();
  }

  @Override
  public void read(Reading reading) {
    for (MemoryPoolMXBean pool : metaspace) {
      reading.put("metaspace", pool.getUsage().getUsed());
    }
    long used = 0;
    long max = 0;
    for (MemoryPoolMXBean pool : code) {
      MemoryUsage usage = pool.getUsage();
      used += usage.getUsed();
      max += Math.max(0, usage.getMax());
    }
    reading.put("code.used", used);
    reading.put("code.max", max);
    reading.put("classes", classes.getLoadedClassCount());
    reading.put("classes.unloaded", classes.getUnloadedClassCount());
    readCompiler(reading);
  }

  private void readCompiler(Reading reading) {
    CompilationMXBean bean = compiler;
    if (bean == null) {
      return;
    }
    long ms = bean.getTotalCompilationTime();
    if (reading.elapsedNanos() > 0) {
      reading.put(
          "compiler", Math.max(0, ms - lastCompiledMs) * NANOS_PER_MS / reading.elapsedNanos());
    }
    lastCompiledMs = ms;
  }

  /** Null under {@code -Xint}. */
  private static @Nullable CompilationMXBean compiler() {
    CompilationMXBean bean = ManagementFactory.getCompilationMXBean();
    return bean != null && bean.isCompilationTimeMonitoringSupported() ? bean : null;
  }
}
