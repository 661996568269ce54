package dev.plimsoll.agent.listen;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.spy.Spy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;

/**
 * The end of this run's work: no connection is accepted any more, each answer ends its connection,
 * and what is in flight is finished. The application goes on as if nothing were; it is asked to end
 * after that, when it has nothing to lose.
 */
public final class Drain {
  /** Until then a request may be on its way over a connection that looks idle. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

  /**
   * The same where requests cannot be seen, and connections that stay may carry some. Not longer: a
   * run that is replaced for its heap may have no longer to live.
   */
  private static final long UNSEEN_QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long STEP_MS = 50;

  /** What is in flight. */
  public interface Work {
    /** Requests without their answer. */
    int requests();

    /** Whether requests can be seen at all; where not, connections have to stand for them. */
    boolean showsRequests();
  }

  private final Berths berths;
  private final Work work;
  private final IntSupplier connections;
  private final LongConsumer drained;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean over;

  /**
   * Not begun.
   *
   * @param connections that were accepted and are open, as the kernel has it: some are older than
   *     the weaving that could count them
   * @param drained told how many requests were given up, when the work is done or the time over
   */
  public Drain(Berths berths, Work work, IntSupplier connections, LongConsumer drained) {
    this.connections = connections;
    this.berths = berths;
    this.work = work;
    this.drained = drained;
  }

  /**
   * Begins, on a thread of its own. Asked again, it goes on; when it is over it says so again, for
   * a supervisor that has come after the one that asked first.
   */
  public void begin(long atMostMs) {
    if (begun.compareAndSet(false, true)) {
      AgentThread.start("drain", () -> run(atMostMs));
    } else if (over) {
      drained.accept(work.requests());
    }
  }

  private void run(long atMostMs) {
    Spy.closing(true);
    long now = System.nanoTime();
    long deadline = now + TimeUnit.MILLISECONDS.toNanos(atMostMs);
    long quietSince = now;
    int before = -1;
    try {
      while (now < deadline) {
        // A server that resumes accepting by itself has to be asked aside again.
        berths.stepAside();
        int open = connections.getAsInt();
        int requests = work.requests();
        if (requests > 0 || open != before) {
          quietSince = now;
          before = open;
        }
        if (requests == 0 && (open == 0 || isIdle(now - quietSince))) {
          break;
        }
        Thread.sleep(STEP_MS);
        now = System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    over = true;
    drained.accept(work.requests());
  }

  private boolean isIdle(long quiet) {
    return quiet >= (work.showsRequests() ? QUIET_NANOS : UNSEEN_QUIET_NANOS);
  }
}
