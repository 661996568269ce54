package dev.plimsoll.supervisor.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes holes where a spool has been read, and reserves blocks behind its end, so that a process
 * can still print when somebody has filled the disk: Node ends at such a write. Java has no call
 * for either; the program {@code fallocate} of util-linux has, and holds up nobody on a thread of
 * its own.
 */
final class SpoolCare {
  private static final String SCRIPT =
      "r=0; if [ $3 -gt 0 ]; then fallocate -p -o $2 -l $3 \"$1\" || r=1; fi;"
          + " if [ $5 -gt 0 ]; then fallocate -n -o $4 -l $5 \"$1\" || :; fi; exit $r";

  private static final int MOST_WAITING = 1024;
  private static final long PATIENCE_SECONDS = 20;

  private record Job(Path file, long from, long length, long end, long ahead) {}

  private final Queue<Job> jobs = new ArrayDeque<>();
  private final Set<Path> waiting = new HashSet<>();
  private final boolean punches;
  private @Nullable Thread worker;

  /**
   * Tries once whether holes can be made.
   *
   * @param folder on the file system of the spools
   */
  SpoolCare(Path folder) {
    this.punches = succeedsIn(folder);
  }

  private static boolean succeedsIn(Path folder) {
    Path trial = null;
    try {
      trial = Files.createTempFile(folder, "trial", null);
      Files.write(trial, new byte[8192]);
      return carryOut(new Job(trial, 0, 4096, 8192, 0));
    } catch (IOException e) {
      return false;
    } finally {
      try {
        if (trial != null) {
          Files.deleteIfExists(trial);
        }
      } catch (IOException e) {
        // An empty file that nobody takes for a spool.
      }
    }
  }

  boolean punches() {
    return punches;
  }

  /** Does it soon; false if the file has to wait for what was asked for it before. */
  synchronized boolean ask(Path file, long from, long length, long end, long ahead) {
    if (waiting.contains(file) || jobs.size() >= MOST_WAITING) {
      return false;
    }
    waiting.add(file);
    jobs.add(new Job(file, from, length, end, ahead));
    if (worker == null) {
      worker = new Thread(this::work, "plimsoll-spool");
      worker.setDaemon(true);
      worker.start();
    }
    notifyAll();
    return true;
  }

  private void work() {
    try {
      while (true) {
        Job job = next();
        carryOut(job);
        done(job);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What waits is left to the next supervisor. */
  synchronized void close() {
    if (worker != null) {
      worker.interrupt();
    }
  }

  private synchronized Job next() throws InterruptedException {
    while (jobs.isEmpty()) {
      wait();
    }
    return jobs.remove();
  }

  private synchronized void done(Job job) {
    waiting.remove(job.file());
  }

  /** False if no hole was made; that blocks could not be reserved is a pity and no more. */
  private static boolean carryOut(Job job) {
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh",
            "-c",
            SCRIPT,
            "plimsoll",
            job.file().toString(),
            "" + job.from(),
            "" + job.length(),
            "" + job.end(),
            "" + job.ahead());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
