package dev.plimsoll.agent.proc;

import dev.plimsoll.agent.sampling.Gauge;
import dev.plimsoll.agent.sampling.Reading;
import dev.plimsoll.wire.reading.Metric;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory of the container: what it uses, and the tightest limit from the process's own cgroup up to
 * the root of what is mounted. A limit no machine can have means there is none, and is absent.
 * {@code cgroup.limited} is how often the container ran into its own limit since it began.
 *
 * <p>Flight Recorder has the same in {@code jdk.ContainerMemoryUsage}, for 76 KB of garbage a
 * reading on 17; the files cost none.
 */
public final class Cgroup implements Gauge {
  /** Version 1 writes the largest page-aligned number for "none"; nothing real comes near. */
  private static final long NO_LIMIT = 1L << 60;

  private static final byte[] V2_LIMITED = "max ".getBytes(StandardCharsets.US_ASCII);

  private final ProcFile used;
  private final ProcFile limited;
  private final boolean labelled;
  private final List<ProcFile> limits = new ArrayList<>();

  private Cgroup(
      File folder,
      File root,
      String usedName,
      String limitName,
      String limitedName,
      boolean labelled) {
    this.used = new ProcFile(new File(folder, usedName));
    this.limited = new ProcFile(new File(folder, limitedName));
    this.labelled = labelled;
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
        ? new Cgroup(
            place.folder(), place.mount(), "memory.current", "memory.max", "memory.events", true)
        : new Cgroup(
            place.folder(),
            place.mount(),
            "memory.usage_in_bytes",
            "memory.limit_in_bytes",
            "memory.failcnt",
            false);
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
      readLimited(reading);
    }
  }

  private void readLimited(Reading reading) {
    if (limited.read()) {
      long times = labelled ? limited.numberAfter(V2_LIMITED) : limited.firstNumber();
      if (times >= 0) {
        reading.put("cgroup.limited", times);
      }
    }
  }
}
