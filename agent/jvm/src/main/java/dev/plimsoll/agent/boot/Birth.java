package dev.plimsoll.agent.boot;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * First work of the agent's thread: finds out what it was told, and lives by it.
 *
 * @param command main class or jar with its arguments, as the launcher knows it
 * @param starter the thread that will run {@code main}; null if it runs already
 * @param mayReturn counted down when {@code premain} need not wait any longer
 */
record Birth(
    @Nullable String args,
    Map<String, String> environment,
    String command,
    Instrumentation instrumentation,
    @Nullable Thread starter,
    CountDownLatch mayReturn)
    implements Runnable {

  @Override
  public void run() {
    try {
      Settings settings = Settings.read(args, environment, command);
      new Life(settings, instrumentation, starter, mayReturn).run();
    } finally {
      mayReturn.countDown();
    }
  }
}
