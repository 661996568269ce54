package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees each class that is loaded, and leaves all but those with seams alone.
 *
 * <p>A thread of the application that loads such a class never waits for the weaving: the class
 * goes in as it is, and is retransformed afterwards by a thread of the agent.
 */
final class Loom implements ClassFileTransformer {

  /** Takes note of classes that have to be woven later. */
  interface Late {
    /**
     * A class is about to be defined, or was put back to what it was by someone else.
     *
     * @param type its binary name
     */
    void weave(ClassLoader loader, String type);
  }

  private final ConcurrentMap<String, List<Seam>> jdk = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Seam>> library = new ConcurrentHashMap<>();
  private final Late late;
  private @Nullable Stitcher stitcher;

  Loom(Late late) {
    this.late = late;
  }

  /** From now on this class of the JDK is woven whenever it is transformed. */
  void threadJdk(String type, List<Seam> seams) {
    thread(jdk, type, seams);
  }

  /** From now on classes of this name are woven in every loader but the JDK's. */
  void threadLibrary(String type, List<Seam> seams) {
    thread(library, type, seams);
  }

  /** What comes later is woven in as well: a retransformation begins from the original. */
  private static void thread(
      ConcurrentMap<String, List<Seam>> shelf, String type, List<Seam> seams) {
    shelf.merge(
        type.replace('.', '/'),
        List.copyOf(seams),
        (before, more) -> Stream.concat(before.stream(), more.stream()).distinct().toList());
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (name == null) {
      return null;
    }
    boolean ofJdk = isJdk(loader);
    List<Seam> seams = (ofJdk ? jdk : library).get(name);
    if (seams == null) {
      return null;
    }
    try {
      return weave(name.replace('/', '.'), loader, ofJdk, redefined != null, seams, bytes);
    } catch (Throwable e) {
      Trouble.count("weaving " + name, e);
      return null;
    }
  }

  private byte @Nullable [] weave(
      String type,
      @Nullable ClassLoader loader,
      boolean ofJdk,
      boolean loaded,
      List<Seam> seams,
      byte[] bytes) {
    if (loaded && AgentThread.isCurrent()) {
      return stitcher().stitch(type, bytes, seams, ofJdk ? null : loader);
    }
    if (loader != null && !ofJdk) {
      late.weave(loader, type);
    }
    return null;
  }

  private synchronized Stitcher stitcher() {
    Stitcher made = stitcher;
    if (made == null) {
      made = new Stitcher();
      stitcher = made;
    }
    return made;
  }

  private static boolean isJdk(@Nullable ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }
}
