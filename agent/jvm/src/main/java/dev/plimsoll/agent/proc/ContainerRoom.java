package dev.plimsoll.agent.proc;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much more memory this process may take before its container is full: over every level of the
 * hierarchy that has a limit, the least of limit minus use. File pages that nobody has touched
 * lately are not counted as used, as Kubernetes does: the kernel drops them before it kills. Not
 * thread-safe.
 */
public final class ContainerRoom {
  /** No level has a limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Version 1 writes the largest page-aligned number for "none"; nothing real comes near. */
  private static final long NO_LIMIT = 1L << 60;

  private static final byte[] INACTIVE = "inactive_file ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TOTAL_INACTIVE =
      "total_inactive_file ".getBytes(StandardCharsets.US_ASCII);

  private final List<Level> levels = new ArrayList<>();

  /**
   * Finds the cgroup.
   *
   * @param root where {@code proc} and {@code sys} are; {@code /} outside tests
   */
  public ContainerRoom(File root) {
    CgroupPlace place = CgroupPlace.find(root);
    File at = place == null ? null : place.folder();
    while (place != null && at != null) {
      levels.add(new Level(at, place.version()));
      at = at.equals(place.mount()) ? null : at.getParentFile();
    }
  }

  /** Bytes, never negative, or {@link #UNLIMITED}. */
  public long bytes() {
    long least = UNLIMITED;
    for (Level level : levels) {
      least = Math.min(least, level.room());
    }
    return least;
  }

  private static final class Level {
    private final ProcFile limit;
    private final ProcFile used;
    private final ProcFile stat;
    private final byte[] inactive;

    Level(File folder, int version) {
      boolean second = version == 2;
      limit = new ProcFile(new File(folder, second ? "memory.max" : "memory.limit_in_bytes"));
      used = new ProcFile(new File(folder, second ? "memory.current" : "memory.usage_in_bytes"));
      stat = new ProcFile(new File(folder, "memory.stat"));
      inactive = second ? INACTIVE : TOTAL_INACTIVE;
    }

    long room() {
      Long most = number(limit);
      Long now = number(used);
      if (most == null || now == null || most >= NO_LIMIT) {
        return UNLIMITED;
      }
      long reclaimable = stat.read() ? Math.max(0, stat.numberAfter(inactive)) : 0;
      return Math.max(0, most - Math.max(0, now - reclaimable));
    }

    private static @Nullable Long number(ProcFile file) {
      return file.read() && file.firstNumber() >= 0 ? file.firstNumber() : null;
    }
  }
}
