package dev.plimsoll.agent.weave.cache;

import dev.plimsoll.agent.guest.Trouble;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Woven classes, a file each, named after all that the weaving depends on. Bounded; several JVMs
 * may use it at once. Thread-safe.
 *
 * <p>Only {@code java.io}: it is asked inside the loading of a class, and file access of {@code
 * java.nio} there can need the very class that is being loaded ({@code ClassCircularityError}).
 */
public final class WovenCache {
  private static final int MOST_FILES = 2_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_CLASS_BYTES = 4 << 20;
  private static final int MOST_BYTES_IN_MEMORY = 1 << 20;
  private static final int WRITES_A_PRUNING = 100;
  private static final String ENDING = ".woven";

  private final @Nullable File folder;
  private final String build;
  private final AtomicInteger writes = new AtomicInteger();
  private final Map<String, byte[]> memory = new HashMap<>();
  private int bytesInMemory;

  /**
   * A cache in a folder that is safe.
   *
   * @param build which build of the agent weaves
   */
  WovenCache(@Nullable File folder, String build) {
    this.folder = folder;
    this.build = build;
  }

  /**
   * A cache without a folder: keeps the first woven classes in memory. The JDK's are the first, and
   * they have to be there at once when someone else has them transformed again.
   */
  public static WovenCache inMemory() {
    return new WovenCache(null, "");
  }

  /** Whether another process can find what is kept. */
  public boolean isUsable() {
    return folder != null;
  }

  /**
   * Name of the entry for a class.
   *
   * @param weaving what is woven into it
   * @param bytes its class file as it is
   */
  public String name(String type, List<String> weaving, byte[] bytes) {
    // Two sums of unlike polynomials: who can choose class files needs no collision to run code.
    byte[] sorted = MethodOrder.sorted(bytes);
    long sum =
        sum(new CRC32(), type, weaving, sorted) << 32 | sum(new CRC32C(), type, weaving, sorted);
    return type.substring(type.lastIndexOf('.') + 1)
        + '-'
        + Long.toHexString(sum)
        + '-'
        + bytes.length
        + ENDING;
  }

  private long sum(Checksum sum, String type, List<String> weaving, byte[] bytes) {
    add(sum, build);
    add(sum, type);
    sum.update(Runtime.version().feature());
    for (String each : weaving) {
      add(sum, each);
    }
    sum.update(bytes);
    return sum.getValue();
  }

  private static void add(Checksum sum, String text) {
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    sum.update(0);
  }

  /**
   * The woven class of that name; empty if there is nothing to weave into it, null if that is not
   * known.
   */
  public byte @Nullable [] find(String name) {
    if (folder == null) {
      return remembered(name);
    }
    File file = new File(folder, name);
    // Asked first, for a missing file would cost an exception.
    if (file.length() == 0 || file.length() > MOST_CLASS_BYTES) {
      return null;
    }
    try (FileInputStream in = new FileInputStream(file)) {
      return CacheEntry.unpack(name, in.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Keeps a woven class if that can be; empty if there is nothing to weave. */
  public void keep(String name, byte[] woven) {
    if (folder == null) {
      keepInMemory(name, woven);
    } else if (woven.length <= MOST_CLASS_BYTES / 2) {
      write(folder, name, woven);
    }
  }

  private synchronized byte @Nullable [] remembered(String name) {
    return memory.get(name);
  }

  private synchronized void keepInMemory(String name, byte[] woven) {
    if (bytesInMemory + woven.length <= MOST_BYTES_IN_MEMORY && !memory.containsKey(name)) {
      memory.put(name, woven);
      bytesInMemory += woven.length;
    }
  }

  private void write(File folder, String name, byte[] woven) {
    File part = new File(folder, "." + ProcessHandle.current().pid() + "-" + name);
    try {
      try (FileOutputStream out = new FileOutputStream(part)) {
        out.write(CacheEntry.pack(name, woven));
      }
      // Readers see the old file or the new one, never half of it.
      if (!part.renameTo(new File(folder, name))) {
        part.delete();
      }
      if (writes.getAndIncrement() % WRITES_A_PRUNING == 0) {
        prune(folder);
      }
    } catch (IOException | RuntimeException e) {
      part.delete();
      Trouble.mention("woven cache", "nothing can be written: " + e);
    }
  }

  /** Drops the oldest beyond the limits, and with time what a killed JVM left half written. */
  private static void prune(File folder) {
    File[] files = folder.listFiles();
    if (files == null) {
      return;
    }
    record Dated(File file, long bytes, long written) {}
    List<Dated> newestFirst =
        Arrays.stream(files)
            .map(file -> new Dated(file, file.length(), file.lastModified()))
            .sorted(Comparator.comparingLong(Dated::written).reversed())
            .toList();
    long bytes = 0;
    int count = 0;
    for (Dated each : newestFirst) {
      bytes += each.bytes();
      count++;
      if (count > MOST_FILES || bytes > MOST_BYTES) {
        each.file().delete();
      }
    }
  }
}
