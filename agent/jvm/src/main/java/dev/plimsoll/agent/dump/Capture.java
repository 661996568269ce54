package dev.plimsoll.agent.dump;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.plimsoll.agent.guest.Trouble;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has the JVM write a dump of what is live. */
final class Capture {
  private final SafepointTime safepoints;
  private final DumpTool tool;
  private final HotSpotDiagnosticMXBean bean;

  /**
   * How it went.
   *
   * @param method the way that was taken in the end
   * @param pauseMs the application stood still for it, milliseconds
   * @param tookMs all of it, milliseconds
   */
  record Captured(Path file, DumpMethod method, long pauseMs, long tookMs) {}

  Capture(SafepointTime safepoints, DumpTool tool) {
    this.safepoints = safepoints;
    this.tool = tool;
    this.bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
  }

  /** Writes the dump below a temporary name, which {@link DumpShelf#sweep} would find. */
  Captured run(DumpOrder order, DumpPlan plan, DumpShelf shelf, int beanThreads)
      throws IOException {
    if (plan.method().byTool()) {
      Path part = shelf.part(order.dump(), plan.method());
      try {
        return timed(part, plan.method());
      } catch (IOException e) {
        Files.deleteIfExists(part);
        if (plan.method().gzip() && !order.isDrained()) {
          throw e; // a plain one would not fit
        }
        Trouble.count("dump tool", e);
      }
    }
    DumpMethod plain = new DumpMethod(false, beanThreads, false);
    return timed(shelf.part(order.dump(), plain), plain);
  }

  private Captured timed(Path part, DumpMethod method) throws IOException {
    long stoodBefore = safepoints.ms();
    long start = System.nanoTime();
    if (method.byTool()) {
      tool.dump(method, part);
    } else {
      bean.dumpHeap(part.toString(), true);
    }
    long tookMs = (System.nanoTime() - start) / 1_000_000;
    long stood = safepoints.ms() - stoodBefore;
    // The JVM's counter is of whole milliseconds and cannot stand for more than passed.
    boolean known = stoodBefore >= 0 && stood > 0;
    return new Captured(part, method, known ? Math.min(stood, tookMs) : tookMs, tookMs);
  }
}
