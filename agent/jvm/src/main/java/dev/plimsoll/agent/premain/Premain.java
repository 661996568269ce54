package dev.plimsoll.agent.premain;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
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

  private static final String DETACH = "detach";
  private static final String JAR = "jar=";
  private static final Object LOCK = new Object();

  /** Two copies of the agent on one command line share this class, whichever jar it came from. */
  private static @Nullable InstLoader loaded;

  private Premain() {}

  public static void premain(@Nullable String args, Instrumentation instrumentation) {
    start("start", args, instrumentation);
  }

  /** Into a JVM that runs already; with {@code detach} as its argument, out of it again. */
  public static void agentmain(@Nullable String args, Instrumentation instrumentation) {
    if (DETACH.equals(args)) {
      leave();
    } else {
      start("attach", args, instrumentation);
    }
  }

  private static void start(String how, @Nullable String args, Instrumentation instrumentation) {
    synchronized (LOCK) {
      if (loaded != null) {
        return;
      }
      try {
        InstLoader loader = new InstLoader(jar(args), Premain.class.getProtectionDomain());
        loaded = loader;
        boot(loader)
            .getMethod(how, String.class, Instrumentation.class)
            .invoke(null, args, instrumentation);
      } catch (Throwable e) {
        tell("the agent could not start", e);
      }
    }
  }

  /** Returns when nothing of the agent runs any more. */
  private static void leave() {
    synchronized (LOCK) {
      InstLoader leaving = loaded;
      if (leaving == null) {
        return;
      }
      try (leaving) {
        boot(leaving).getMethod("leave").invoke(null);
      } catch (Throwable e) {
        tell("the agent could not leave", e);
      } finally {
        loaded = null;
      }
    }
  }

  /**
   * The jar to load the agent from. Not always this class's own: in a JVM that was attached to
   * before, the class is there already, and its jar may be gone or of an older release.
   */
  private static File jar(@Nullable String args) throws URISyntaxException {
    if (args != null && args.startsWith(JAR)) {
      File told = new File(args.substring(JAR.length()).split(",", 2)[0]);
      if (told.isFile()) {
        return told;
      }
    }
    return new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Class<?> boot(InstLoader loader) throws ClassNotFoundException {
    return Class.forName(BOOT, true, loader);
  }

  @SuppressWarnings("SystemOut") // there is no other place to say it, and only on request
  private static void tell(String what, Throwable error) {
    try {
      if (System.getenv("PLIMSOLL_DEBUG") != null) {
        System.err.println("plimsoll: " + what);
        error.printStackTrace();
      }
    } catch (Throwable ignored) {
      // Under a security manager not even asking is allowed; what left here would abort the JVM.
    }
  }
}
