package dev.plimsoll.agent.ship;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.blackbox.BlackBoxReader;
import dev.plimsoll.wire.blackbox.LostRun;
import dev.plimsoll.wire.blackbox.Origin;
import dev.plimsoll.wire.blackbox.Recorded;
import dev.plimsoll.wire.blackbox.RingFiles;
import dev.plimsoll.wire.blackbox.UnreadableRingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rings in a folder whose processes are dead. Keeps them few. */
final class Wrecks {
  /** A crash loop while the collector is away must not fill the disk. */
  private static final int MOST = 16;

  /** What nobody has wanted for so long nobody will want. */
  private static final long LONGEST_MS = Duration.ofDays(7).toMillis();

  /** Those that live write once a second. */
  private static final long SILENCE_MS = 60_000;

  /** The kernel's clock of process starts and ours differ by less. */
  private static final long SAME_START_MS = 2_000;

  /**
   * One of them.
   *
   * @param ring the file
   */
  record Wreck(Path ring, LostRun lost) {
    long lastAt() {
      return lost.recorded().lastAt();
    }
  }

  private final Path folder;
  private final String run;
  private final @Nullable String pidNamespace;

  Wrecks(Path folder, String run, @Nullable String pidNamespace) {
    this.folder = folder;
    this.run = run;
    this.pidNamespace = pidNamespace;
  }

  /** Newest first; those beyond the limit, and those too old, are removed. */
  List<Wreck> find(long nowMs) throws IOException {
    List<Wreck> found = new ArrayList<>();
    for (Path ring : RingFiles.unclaimed(folder)) {
      Recorded recorded = read(ring, nowMs);
      if (recorded != null && isDead(recorded, nowMs)) {
        found.add(new Wreck(ring, new LostRun(recorded)));
      }
    }
    found.sort(Comparator.comparingLong(Wreck::lastAt).reversed());
    List<Wreck> kept = new ArrayList<>();
    for (Wreck wreck : found) {
      if (kept.size() < MOST && nowMs - wreck.lastAt() < LONGEST_MS) {
        kept.add(wreck);
      } else {
        Files.deleteIfExists(wreck.ring());
      }
    }
    return kept;
  }

  /** Null if it can't be read; then it is removed when it is old, whatever it is. */
  private static @Nullable Recorded read(Path ring, long nowMs) throws IOException {
    try {
      return BlackBoxReader.read(ring);
    } catch (NoSuchFileException e) {
      // Somebody else has just delivered it, or its run has just ended in order.
      return null;
    } catch (UnreadableRingException e) {
      Trouble.mention("black box", ring + " can't be read: " + e.getMessage());
      if (nowMs - ring.toFile().lastModified() > LONGEST_MS) {
        Files.deleteIfExists(ring);
      }
      return null;
    }
  }

  private boolean isDead(Recorded recorded, long nowMs) {
    Origin origin = recorded.origin();
    if (origin.identity().run().equals(run)) {
      return false;
    }
    boolean silent = nowMs - recorded.lastAt() > SILENCE_MS;
    String namespace = origin.pidNamespace();
    if (namespace != null && !namespace.equals(pidNamespace)) {
      return silent;
    }
    long pid = origin.identity().pid();
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null || pid == ProcessHandle.current().pid()) {
      return true;
    }
    // Another process may have got its pid; but a clock that was set looks the same.
    return silent && !startedThen(process, origin.identity().startedAt());
  }

  private static boolean startedThen(ProcessHandle process, long startedAt) {
    Instant start = process.info().startInstant().orElse(null);
    return start == null || Math.abs(start.toEpochMilli() - startedAt) < SAME_START_MS;
  }
}
