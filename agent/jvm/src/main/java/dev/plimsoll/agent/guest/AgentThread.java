package dev.plimsoll.agent.guest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A daemon thread of the agent. What it opens is not the application's: woven code asks {@link
 * #isCurrent()} before it counts.
 */
public final class AgentThread extends Thread {
  private static final Set<Thread> LIVE = ConcurrentHashMap.newKeySet();

  /**
   * A thread that has not started.
   *
   * @param role what it does, as the thread name shows it after {@code plimsoll-}
   */
  public AgentThread(String role, Runnable work) {
    // No group, no inherited thread locals: nothing of the application is kept alive by it.
    super(null, new Quiet(role, work), "plimsoll-" + role, 0, false);
    setDaemon(true);
    setContextClassLoader(null);
  }

  public static AgentThread start(String role, Runnable work) {
    AgentThread thread = new AgentThread(role, work);
    thread.start();
    return thread;
  }

  /** Those that run now. */
  public static Set<Thread> live() {
    return Set.copyOf(LIVE);
  }

  /** Whether the calling thread is the agent's own. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof AgentThread;
  }

  /**
   * An application may have a default handler for uncaught exceptions; ours must not reach it. No
   * lambda: the first one that a JVM makes would delay {@code main}.
   */
  private record Quiet(String role, Runnable work) implements Runnable {
    @Override
    public void run() {
      try {
        LIVE.add(Thread.currentThread());
        if (!Leaving.hasBegun()) {
          work.run();
        }
      } catch (Throwable e) {
        Trouble.count(role, e);
      } finally {
        LIVE.remove(Thread.currentThread());
      }
    }
  }
}
