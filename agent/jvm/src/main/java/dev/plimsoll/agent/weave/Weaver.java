package dev.plimsoll.agent.weave;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weaves the counting calls into classes.
 *
 * <p>Those of the JDK are loaded first, uninitialised, and woven on the calling thread; those of
 * libraries are never loaded because of it. Both only by retransformation: an application thread
 * that loads one of them never waits for Byte Buddy to get warm.
 */
public final class Weaver {
  private final LateWeaving late;
  private final Loom loom;

  private Weaver(Instrumentation instrumentation) throws IllegalAccessException {
    this.late = new LateWeaving(instrumentation, new LoadedClasses());
    this.loom = new Loom(late);
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
    List<Class<?>> found = new ArrayList<>();
    byType(seams)
        .forEach(
            (type, here) -> {
              try {
                found.add(Class.forName(type, false, ClassLoader.getPlatformClassLoader()));
                loom.threadJdk(type, here);
              } catch (ClassNotFoundException | LinkageError e) {
                // Not in this release, or not in this image.
              }
            });
    late.retransform(found);
  }

  /**
   * Weaves classes outside the JDK soon after they are loaded, in whatever loader, and soon those
   * that are there already.
   */
  public void watch(List<Seam> seams) {
    Map<String, List<Seam>> byType = byType(seams);
    if (!byType.isEmpty()) {
      byType.forEach(loom::threadLibrary);
      late.lookFor(byType.keySet());
    }
  }

  private static Map<String, List<Seam>> byType(List<Seam> seams) {
    Map<String, List<Seam>> byType = new LinkedHashMap<>();
    for (Seam seam : seams) {
      byType.computeIfAbsent(seam.type(), type -> new ArrayList<>()).add(seam);
    }
    return byType;
  }
}
