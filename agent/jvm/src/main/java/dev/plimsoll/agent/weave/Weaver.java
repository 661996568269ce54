package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.weave.cache.CachePlace;
import dev.plimsoll.agent.weave.cache.WovenCache;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the counting calls into classes.
 *
 * <p>Those of the JDK are loaded first, uninitialised, and woven on the calling thread; those of
 * libraries are never loaded because of it. Both only by retransformation, unless the cache has
 * them: an application thread that loads one of them never waits for Byte Buddy to get warm.
 */
public final class Weaver implements AutoCloseable {
  private final Instrumentation instrumentation;
  private final LoadedClasses classes;
  private final List<Class<?>> wovenOfJdk = new CopyOnWriteArrayList<>();
  private final Retransformation retransformation;
  private final LateWeaving late;
  private final Loom loom;

  private Weaver(Instrumentation instrumentation, WovenCache cache) throws IllegalAccessException {
    this.instrumentation = instrumentation;
    this.classes = new LoadedClasses();
    Preparation preparation = new Preparation(cache);
    this.retransformation = new Retransformation(instrumentation, preparation);
    this.late = new LateWeaving(instrumentation, classes, retransformation);
    this.loom = new Loom(late, cache, preparation);
    if (cache.isUsable()) {
      late.rememberIn(loom::remember);
    }
  }

  /**
   * Makes the spy known to the JDK; must come before it is armed.
   *
   * @param cachePlace folder for woven classes, {@code off}, or null for the usual place
   */
  public static Weaver prepare(Instrumentation instrumentation, @Nullable String cachePlace)
      throws IOException, IllegalAccessException {
    SpyInstaller.install(instrumentation);
    WovenCache cache = CachePlace.open(cachePlace, System.getenv(), build(), instrumentation);
    Weaver weaver = new Weaver(instrumentation, cache);
    // It stays: when another agent retransforms a class, ours has to be woven in again.
    instrumentation.addTransformer(weaver.loom, true);
    return weaver;
  }

  /** Gives all classes back as they were without us. */
  @Override
  public void close() {
    late.close();
    instrumentation.removeTransformer(loom);
    List<Class<?>> woven = classes.findAll(instrumentation, loom.libraryTypes());
    woven.addAll(wovenOfJdk);
    retransformation.of(woven);
  }

  /** Weaves classes of the JDK, now; where one is woven again, with all its seams. */
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
    wovenOfJdk.addAll(found);
    retransformation.of(found);
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

  /** Sum of all that decides what comes out of the weaving; only the packaged agent has it. */
  private static @Nullable String build() throws IOException {
    try (InputStream in = Weaver.class.getClassLoader().getResourceAsStream("plimsoll.build")) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
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
