package dev.plimsoll.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;

/**
 * Defines the spy in {@code java.lang}.
 *
 * <p>Appending to the boot class path would do it too, but switches off class data sharing for the
 * application and says so on stderr.
 */
final class SpyInstaller {
  /** Packaging renames it, here as in every class that refers to it. */
  private static final String SPY = "dev/plimsoll/agent/spy/Spy.class";

  private static final String SPY_NAME = "dev.plimsoll.agent.spy.Spy";

  private SpyInstaller() {}

  /** Must come before anything refers to the spy. */
  static void install(Instrumentation instrumentation) throws IOException, IllegalAccessException {
    open(instrumentation);
    try {
      // The spy outlives an agent that was detached: a class of java.base can't be unloaded.
      Class.forName(SPY_NAME, false, null);
    } catch (ClassNotFoundException e) {
      MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup()).defineClass(bytes());
    }
  }

  /**
   * Opens packages to the agent's loader and to nobody else: {@code java.lang} for the spy, the
   * others so that peers, descriptors and the tasks of timers can be read, and listeners moved.
   */
  private static void open(Instrumentation instrumentation) {
    Set<Module> agent = Set.of(SpyInstaller.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of(
            "java.lang", agent,
            "java.net", agent,
            "java.io", agent,
            "java.util", agent,
            "java.nio.channels.spi", agent,
            "sun.nio.ch", agent),
        Set.of(),
        Map.of());
  }

  private static byte[] bytes() throws IOException {
    try (InputStream in = SpyInstaller.class.getClassLoader().getResourceAsStream(SPY)) {
      if (in == null) {
        throw new IOException("the agent's jar has no " + SPY);
      }
      return in.readAllBytes();
    }
  }
}
