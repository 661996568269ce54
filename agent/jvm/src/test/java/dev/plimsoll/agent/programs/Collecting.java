package dev.plimsoll.agent.programs;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes garbage and collects it until the first line of its input. At each line it prints how many
 * collections its own beans have counted, pauses of concurrent collectors left out.
 */
public final class Collecting {
  private static final List<byte[]> KEPT = new ArrayList<>();
  private static volatile boolean busy = true;
  private static volatile Object unused = KEPT;

  private Collecting() {}

  public static void main(String[] args) throws Exception {
    Thread work = new Thread(Collecting::work, "work");
    work.setDaemon(true);
    work.start();
    for (int next = System.in.read(); next >= 0; next = System.in.read()) {
      if (next == '\n') {
        busy = false;
        work.join();
        System.out.println(collections());
      }
    }
  }

  private static long collections() {
    long count = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (!bean.getName().endsWith("Pauses") && !bean.getName().equals("G1 Concurrent GC")) {
        count += bean.getCollectionCount();
      }
    }
    return count;
  }

  private static void work() {
    long collectAt = System.nanoTime() + 1_000_000_000L;
    while (busy) {
      for (int i = 0; i < 64; i++) {
        unused = new byte[4080];
      }
      if (KEPT.size() < 5_000) {
        KEPT.add(new byte[4080]);
      }
      if (System.nanoTime() - collectAt > 0) {
        collectAt = System.nanoTime() + 1_000_000_000L;
        System.gc();
      }
      Thread.onSpinWait();
    }
  }
}
