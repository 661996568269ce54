package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.weave.cache.WovenCache;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees each class that is loaded, and leaves all but those with seams alone.
 *
 * <p>A thread of the application that loads such a class never waits for the weaving: the class
 * goes in as it is, and is retransformed afterwards by a thread of the agent. Only what the cache
 * has is woven while it is loaded.
 */
final class Loom implements ClassFileTransformer {

  /** Takes note of classes that have to be woven later. */
  interface Late {
    /**
     * A class is about to be defined, or was put back to what it was by someone else.
     *
     * @param loader of the class; the platform's stands for all of the JDK
     * @param type its binary name
     * @param bytes its class file as it is loaded; null if it is loaded already
     */
    void weave(ClassLoader loader, String type, byte @Nullable [] bytes);
  }

  private final ConcurrentMap<String, List<Seam>> jdk = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Seam>> library = new ConcurrentHashMap<>();
  private final Late late;
  private final WovenCache cache;
  private final Preparation preparation;

  Loom(Late late, WovenCache cache, Preparation preparation) {
    this.late = late;
    this.cache = cache;
    this.preparation = preparation;
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

  /** Binary names of all classes outside the JDK that are woven. */
  List<String> libraryTypes() {
    return library.keySet().stream().map(name -> name.replace('/', '.')).toList();
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
    ClassLoader outside = isJdk(loader) ? null : loader;
    List<Seam> seams = (outside == null ? jdk : library).get(name);
    // The JDK's are loaded by the agent first: see Weaver.
    if (seams == null || (outside == null && redefined == null)) {
      return null;
    }
    try {
      return weave(name.replace('/', '.'), outside, redefined != null, seams, bytes);
    } catch (Throwable e) {
      Trouble.count("weaving " + name, e);
      return null;
    }
  }

  /** Weaves a class into the cache only: what it will be looked for as when it is loaded again. */
  void remember(ClassLoader loader, String type, byte[] bytes) {
    List<Seam> seams = library.get(type.replace('.', '/'));
    if (seams != null) {
      String entry = entry(type, seams, bytes);
      if (cache.find(entry) == null) {
        preparation.keep(new NotedClass(entry, type, bytes, seams, loader));
      }
    }
  }

  private byte @Nullable [] weave(
      String type, @Nullable ClassLoader library, boolean loaded, List<Seam> seams, byte[] bytes) {
    String entry = entry(type, seams, bytes);
    byte[] woven = cache.find(entry);
    if (woven == null && loaded && preparation.isUnderWay()) {
      woven = preparation.fetch(entry, type, library);
      if (woven == null) {
        preparation.note(new NotedClass(entry, type, bytes, seams, library));
        return null;
      }
    }
    if (woven == null) {
      ClassLoader loader = library == null ? ClassLoader.getPlatformClassLoader() : library;
      late.weave(loader, type, loaded ? null : bytes);
    }
    return woven == null || woven.length == 0 ? null : woven;
  }

  private String entry(String type, List<Seam> seams, byte[] bytes) {
    List<String> weaving = new ArrayList<>();
    for (Seam seam : seams) {
      weaving.add(seam.method());
      weaving.add(seam.advice());
    }
    return cache.name(type, weaving, bytes);
  }

  static boolean isJdk(@Nullable ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }
}
