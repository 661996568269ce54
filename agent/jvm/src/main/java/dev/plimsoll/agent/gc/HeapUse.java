package dev.plimsoll.agent.gc;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** Use of the heap, as cheaply as the JVM tells it. */
public final class HeapUse {
  private final Runtime runtime = Runtime.getRuntime();
  private final MemoryPoolMXBean[] pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toArray(MemoryPoolMXBean[]::new);

  /** Bytes in use now, garbage included. Allocates nothing. */
  public long now() {
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * Bytes that the last collection of each pool has left. Right after a collection of the whole
   * heap that stopped the world this is live heap to the byte, whatever was allocated since; after
   * others it means little. Allocates one small object a pool.
   */
  public long afterCollection() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage usage = pool.getCollectionUsage();
      if (usage != null) {
        bytes += usage.getUsed();
      }
    }
    return bytes;
  }
}
