package dev.plimsoll.agent.boot;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Leaving;
import dev.plimsoll.agent.guest.Trouble;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** First class of the agent inside its own loader. */
public final class Boot {
  private static final long LONGEST_PREMAIN_S = 10;
  private static final long LONGEST_LEAVING_MS = 10_000;

  private Boot() {}

  /**
   * Starts the agent beside the application and returns at once; only in a run whose ports are the
   * supervisor's it returns when it can see the application's listeners bound.
   *
   * <p>Every millisecond here is one that {@code main} comes later: whatever the JDK has to load
   * much for (regular expressions, lambdas, random numbers) is left to the agent's thread.
   */
  public static void start(@Nullable String args, Instrumentation instrumentation) {
    String command = System.getProperty("sun.java.command", "");
    Map<String, String> environment = System.getenv();
    boolean supervised = environment.containsKey("PLIMSOLL_RUN");
    if (!supervised && HelperJvm.runs(command)) {
      return;
    }
    CountDownLatch mayReturn = new CountDownLatch(1);
    AgentThread.start(
        "main",
        new Birth(args, environment, command, instrumentation, Thread.currentThread(), mayReturn));
    if (supervised) {
      awaitHold(mayReturn);
    }
  }

  /**
   * Starts the agent in a JVM that runs already. What the supervisor's environment says is not
   * meant for it: this process may be any child of the one that is supervised.
   */
  public static void attach(@Nullable String args, Instrumentation instrumentation) {
    String command = System.getProperty("sun.java.command", "");
    AgentThread.start(
        "main", new Birth(args, Map.of(), command, instrumentation, null, new CountDownLatch(1)));
  }

  /** Takes the agent out of the JVM; returns when nothing of it runs any more. */
  public static void leave() throws InterruptedException {
    if (!Leaving.now(LONGEST_LEAVING_MS)) {
      Trouble.mention("boot", "some threads have not ended: " + AgentThread.live());
    }
  }

  private static void awaitHold(CountDownLatch mayReturn) {
    try {
      if (!mayReturn.await(LONGEST_PREMAIN_S, TimeUnit.SECONDS)) {
        Trouble.mention("boot", "binds could not be held in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
