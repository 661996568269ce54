package dev.plimsoll.supervisor.death;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How often the kernel has killed in the cgroup of a process for want of memory. The place is read
 * while the process lives, the counter again after its end: then only the counter is left.
 */
public final class OomKills {
  private final Path root;
  private @Nullable Path counter;
  private long before;

  /** The cgroups of this host. */
  public static OomKills ofThisHost() {
    return new OomKills(Path.of("/"));
  }

  /**
   * Not looked yet.
   *
   * @param root where {@code proc} and {@code sys} are
   */
  OomKills(Path root) {
    this.root = root;
  }

  /** Goes on where another supervisor has looked. */
  public synchronized void resume(Path noted, long countThen) {
    counter = noted;
    before = countThen;
  }

  /** The file that counts; null if none was found. */
  public synchronized @Nullable Path counter() {
    return counter;
  }

  /** What stood there when the process was seen there first. */
  public synchronized long before() {
    return before;
  }

  /** Notes where the process is; again after it may have moved. */
  public synchronized void look(long pid) {
    for (Path candidate : counters(pid)) {
      if (candidate.equals(counter)) {
        return;
      }
      OptionalLong count = read(candidate);
      if (count.isPresent()) {
        counter = candidate;
        before = count.getAsLong();
        return;
      }
    }
  }

  /** Kills since the process was seen there first; empty if that can't be told. */
  public synchronized OptionalLong since() {
    OptionalLong now = counter == null ? OptionalLong.empty() : read(counter);
    return now.isPresent() ? OptionalLong.of(now.getAsLong() - before) : OptionalLong.empty();
  }

  /**
   * Files that may count for the process, the nearest first. Inside a container the path may be
   * that of the host, and the container's own cgroup is mounted as the root.
   */
  private List<Path> counters(long pid) {
    List<Path> files = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(root.resolve("proc/" + pid + "/cgroup"))) {
        String[] parts = line.split(":", 3);
        if (parts.length < 3) {
          continue;
        }
        String place = parts[2].substring(1);
        Path sys = root.resolve("sys/fs/cgroup");
        if (List.of(parts[1].split(",", -1)).contains("memory")) {
          files.add(sys.resolve("memory").resolve(place).resolve("memory.oom_control"));
          files.add(sys.resolve("memory/memory.oom_control"));
        } else if (parts[1].isEmpty()) {
          files.add(sys.resolve(place).resolve("memory.events"));
          files.add(sys.resolve("memory.events"));
        }
      }
    } catch (IOException e) {
      // It has ended, or this is no Linux.
    }
    return files;
  }

  private static OptionalLong read(Path file) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("oom_kill ")) {
          return OptionalLong.of(Long.parseLong(line.substring("oom_kill ".length()).strip()));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not there, or older than the counter.
    }
    return OptionalLong.empty();
  }
}
