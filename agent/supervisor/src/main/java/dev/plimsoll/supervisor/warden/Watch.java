package dev.plimsoll.supervisor.warden;

import dev.plimsoll.supervisor.process.ExitStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks now and then whether processes are gone whose end nobody told: somebody has killed the
 * shell that waited for them. And collects the dead, where that is nobody else's business.
 */
public final class Watch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Set<WardenChild> children = ConcurrentHashMap.newKeySet();
  private final Set<WardenChild> missed = new HashSet<>();
  private final Thread thread = new Thread(this::run, "plimsoll-watch");

  /** Does not look before it is started. */
  public Watch() {
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  void add(WardenChild child) {
    children.add(child);
  }

  void remove(WardenChild child) {
    children.remove(child);
  }

  private void run() {
    Orphans orphans = Orphans.ofThisProcess();
    try {
      while (true) {
        Thread.sleep(PERIOD.toMillis());
        children.forEach(this::look);
        missed.retainAll(children);
        orphans.look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Twice: between the end of a process and the word of it is a moment. */
  private void look(WardenChild child) {
    if (!child.isMissing()) {
      missed.remove(child);
    } else if (!missed.add(child)) {
      child.ended(ExitStatus.UNSEEN, Instant.now());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
