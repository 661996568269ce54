package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.Trouble;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weaves the counting calls into the JDK's classes, on the calling thread.
 *
 * <p>Classes are loaded first, uninitialised, and woven by retransformation only: an application
 * thread that loads one of them never waits for Byte Buddy to get warm.
 */
public final class Weaver {
  private final Instrumentation instrumentation;
  private final Loom loom = new Loom();

  private Weaver(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Makes the spy known to the JDK; must come before it is armed. */
  public static Weaver prepare(Instrumentation instrumentation)
      throws IOException, IllegalAccessException {
    SpyInstaller.install(instrumentation);
    Weaver weaver = new Weaver(instrumentation);
    // It stays: when another agent retransforms a class, ours has to be woven in again.
    instrumentation.addTransformer(weaver.loom, true);
    return weaver;
  }

  /** Weaves classes of the JDK, now. */
  public void weave(List<Seam> seams) {
    Map<String, List<Seam>> byType = new LinkedHashMap<>();
    for (Seam seam : seams) {
      byType.computeIfAbsent(seam.type(), type -> new ArrayList<>()).add(seam);
    }
    byType.forEach(this::weave);
  }

  /** One class at a time: one that can't be woven must not keep back the others. */
  private void weave(String type, List<Seam> seams) {
    try {
      Class<?> loaded = Class.forName(type, false, ClassLoader.getPlatformClassLoader());
      loom.thread(type, seams);
      instrumentation.retransformClasses(loaded);
    } catch (ClassNotFoundException e) {
      // Not in this release, or not in this image.
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      Trouble.count("weaving " + type, e);
    }
  }
}
