package dev.plimsoll.server;

import dev.plimsoll.server.commands.CommandDesk;
import dev.plimsoll.server.dumps.DumpDesk;
import dev.plimsoll.server.fleet.Fleet;
import dev.plimsoll.server.policy.LinePolicy;
import dev.plimsoll.store.Retention;
import dev.plimsoll.store.Store;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens because time passes, and not because news came. */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final long LOOK_MS = 500;
  private static final long PRUNE_EVERY_MS = 10 * 60_000;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "plimsoll-housekeeping");
            thread.setDaemon(true);
            return thread;
          });

  /** Looks after the fleet twice a second and forgets what is old every ten minutes. */
  @SuppressWarnings("FutureReturnValueIgnored") // each task reports its own failures
  void start(Fleet fleet, LinePolicy policy, CommandDesk commands, DumpDesk dumps) {
    Runnable look =
        () -> {
          commands.tick();
          dumps.tick();
          fleet.holding(
              () -> {
                fleet.tick();
                policy.tick();
                return true;
              });
        };
    executor.scheduleWithFixedDelay(guarded(look), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // as above
  void prune(Store store, CollectorOptions options) {
    Runnable prune =
        () -> {
          long now = options.clock().millis();
          store.prune(
              new Retention(
                  now - options.keepSamples().toMillis(), now - options.keepEvents().toMillis()));
        };
    executor.scheduleWithFixedDelay(guarded(prune), LOOK_MS, PRUNE_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("housekeeping did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A task that throws would never run again. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.warn("housekeeping failed and goes on: {}", e.toString());
      }
    };
  }
}
