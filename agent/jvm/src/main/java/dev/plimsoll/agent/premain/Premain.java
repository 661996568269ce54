package dev.plimsoll.agent.premain;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Door of the agent: builds the isolated loader and hands over.
 *
 * <p>An exception that leaves {@code premain} aborts the JVM, so nothing does. Until {@code main}
 * runs, nothing here or behind may touch {@code java.util.logging}, the default file system of
 * {@code java.nio.file} or {@code javax.management}: each would lock in a provider that the
 * application may want to choose itself.
 */
public final class Premain {
  private static final String BOOT = "dev.plimsoll.agent.boot.Boot";

  /** Two copies of the agent on one command line share this class, whichever jar it came from. */
  private static final AtomicBoolean LOADED = new AtomicBoolean();

  private Premain() {}

  public static void premain(@Nullable String args, Instrumentation instrumentation) {
    start(args, instrumentation);
  }

  public static void agentmain(@Nullable String args, Instrumentation instrumentation) {
    start(args, instrumentation);
  }

  @SuppressWarnings("SystemOut") // there is no other place to say it, and only on request
  private static void start(@Nullable String args, Instrumentation instrumentation) {
    if (!LOADED.compareAndSet(false, true)) {
      return;
    }
    try {
      File jar =
          new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Class.forName(BOOT, true, new InstLoader(jar))
          .getMethod("start", String.class, Instrumentation.class)
          .invoke(null, args, instrumentation);
    } catch (Throwable e) {
      if (System.getenv("PLIMSOLL_DEBUG") != null) {
        System.err.println("plimsoll: the agent could not start");
        e.printStackTrace();
      }
    }
  }
}
