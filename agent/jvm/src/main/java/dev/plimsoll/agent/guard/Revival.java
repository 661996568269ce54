package dev.plimsoll.agent.guard;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;

/**
 * Starts again what has died of an error that the application survived. Each part at most so many
 * times, and each time after a longer rest; a part that has lived for long afterwards begins anew.
 */
public final class Revival {
  private static final int MOST_PARTS = 8;
  private static final int MOST_STARTS = 8;
  private static final long FIRST_REST_MS = 1_000;
  private static final long LIVED_MS = 600_000;

  private final Part[] parts = new Part[MOST_PARTS];
  private volatile int count;

  /** Starts the part, and again whenever its thread is found dead. */
  public synchronized void start(String role, Runnable work) {
    if (count == MOST_PARTS) {
      throw new IllegalStateException("no room for the part " + role);
    }
    parts[count] = new Part(role, work, AgentThread.start(role, work));
    count++;
  }

  /** Watches a thread that was started already. */
  public synchronized void watch(String role, Runnable work, Thread thread) {
    if (count == MOST_PARTS) {
      throw new IllegalStateException("no room for the part " + role);
    }
    parts[count] = new Part(role, work, thread);
    count++;
  }

  /** Looks after all parts; allocates only where one is started again. */
  void look(long now) {
    for (int i = 0; i < count; i++) {
      parts[i].look(now);
    }
  }

  private static final class Part {
    private final String role;
    private final Runnable work;
    private volatile Thread thread;
    private int starts;
    private long startedAt;
    private long deadSince;

    Part(String role, Runnable work, Thread thread) {
      this.role = role;
      this.work = work;
      this.thread = thread;
    }

    void look(long now) {
      if (thread.isAlive() || starts >= MOST_STARTS) {
        deadSince = 0;
        if (starts > 0 && now - startedAt > LIVED_MS) {
          starts = 0;
        }
        return;
      }
      if (deadSince == 0) {
        deadSince = now;
      }
      if (now - deadSince >= FIRST_REST_MS << starts) {
        starts++;
        startedAt = now;
        deadSince = 0;
        thread = AgentThread.start(role, work);
        Trouble.mention("revival", role);
      }
    }
  }
}
