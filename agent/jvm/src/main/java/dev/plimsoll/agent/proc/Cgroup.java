package dev.plimsoll.agent.proc;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of the container: what it uses, and the tightest limit from the process's own cgroup up to
 * the root of what is mounted. A limit no machine can have means there is none, and is absent.
 */
public final class Cgroup implements Gauge {
  /** Version 1 writes the largest page-aligned number for "none"; nothing real comes near. */
  private static final long NO_LIMIT = 1L << 60;

  private final ProcFile used;
  private final List<ProcFile> limits = new ArrayList<>();

  private Cgroup(File folder, File root, String usedName, String limitName) {
    this.used = new ProcFile(new File(folder, usedName));
    for (File at = folder; at != null; at = at.getParentFile()) {
      File limit = new File(at, limitName);
      if (limit.isFile()) {
        limits.add(new ProcFile(limit));
      }
      if (at.equals(root)) {
        break;
      }
    }
  }

  /**
   * Finds the memory cgroup of this process, of version 2 or else 1.
   *
   * @param root where {@code proc} and {@code sys} are; {@code /} outside tests
   */
  public static Gauge of(File root) {
    CgroupPlace place = CgroupPlace.find(root);
    if (place == null) {
      return reading -> {};
    }
    return place.version() == 2
        ? new Cgroup(place.folder(), place.mount(), "memory.current", "memory.max")
        : new Cgroup(
            place.folder(), place.mount(), "memory.usage_in_bytes", "memory.limit_in_bytes");
  }

  @Override
  public void read(Reading reading) {
    if (used.read() && used.firstNumber() >= 0) {
      reading.put(Metric.CGROUP_USED, used.firstNumber());
    }
    long tightest = NO_LIMIT;
    for (int i = 0; i < limits.size(); i++) {
      ProcFile limit = limits.get(i);
      if (limit.read() && limit.firstNumber() > 0) {
        tightest = Math.min(tightest, limit.firstNumber());
      }
    }
    if (tightest < NO_LIMIT) {
      reading.put(Metric.CGROUP_LIMIT, tightest);
    }
  }
}
