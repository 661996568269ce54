package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.agent.weave.cache.WovenCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weaves between two calls into the VM: classes are noted in the first, woven outside it, and
 * fetched in the second.
 */
final class Preparation implements Retransformation.Between {
  private static final byte[] NOTHING = {};

  private record Place(String type, @Nullable ClassLoader loader) {}

  private final WovenCache cache;
  private final List<NotedClass> noted = new ArrayList<>();
  private final Map<Place, byte[]> woven = new HashMap<>();
  private final Map<String, byte[]> otherNames = new HashMap<>();
  private volatile @Nullable Thread weaving;
  private @Nullable Stitcher stitcher;

  Preparation(WovenCache cache) {
    this.cache = cache;
  }

  /**
   * Whether this thread is in one of our own calls; a thread of ours can also be in one of Flight
   * Recorder's, which transforms classes of the JDK when it is started on 17.
   */
  boolean isUnderWay() {
    return weaving == Thread.currentThread();
  }

  synchronized void note(NotedClass seen) {
    noted.add(seen);
  }

  /**
   * What was woven for it; empty if nothing fits it, null if it has not been noted. Not looked for
   * by its bytes: what the VM makes up for a class after it has been transformed once is another
   * file. It stays that file from now on, so the cache is to know it as well.
   */
  synchronized byte @Nullable [] fetch(String entry, String type, @Nullable ClassLoader loader) {
    byte[] made = woven.get(new Place(type, loader));
    if (made != null) {
      otherNames.put(entry, made);
    }
    return made;
  }

  @Override
  public void begin() {
    weaving = Thread.currentThread();
  }

  @Override
  public List<Class<?>> prepare(List<Class<?>> classes) {
    for (NotedClass each : due()) {
      put(new Place(each.type, each.loader), weave(each));
    }
    return classes.stream().filter(this::isWoven).toList();
  }

  @Override
  public void end() {
    weaving = null;
    forget().forEach(cache::keep);
  }

  /** Returns what was fetched under other names than it was woven under. */
  private synchronized Map<String, byte[]> forget() {
    Map<String, byte[]> fetched = Map.copyOf(otherNames);
    otherNames.clear();
    woven.clear();
    return fetched;
  }

  /** Weaves a class into the cache only. */
  void keep(NotedClass seen) {
    cache.keep(seen.entry, stitched(seen));
  }

  private byte[] weave(NotedClass seen) {
    try {
      byte[] made = stitched(seen);
      cache.keep(seen.entry, made);
      return made;
    } catch (Throwable e) {
      Trouble.count("weaving " + seen.type, e);
      return NOTHING;
    }
  }

  private byte[] stitched(NotedClass seen) {
    return stitcher().stitch(seen.type, seen.bytes, seen.seams, seen.loader);
  }

  private synchronized Stitcher stitcher() {
    Stitcher made = stitcher;
    if (made == null) {
      made = new Stitcher();
      stitcher = made;
    }
    return made;
  }

  private synchronized boolean isWoven(Class<?> type) {
    ClassLoader loader = Loom.isJdk(type.getClassLoader()) ? null : type.getClassLoader();
    byte[] made = woven.get(new Place(type.getName(), loader));
    return made != null && made.length > 0;
  }

  private synchronized List<NotedClass> due() {
    List<NotedClass> due = List.copyOf(noted);
    noted.clear();
    return due;
  }

  private synchronized void put(Place place, byte[] made) {
    woven.put(place, made);
  }
}
