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

  private final WovenCache cache;
  private final List<NotedClass> noted = new ArrayList<>();
  private final Map<String, byte[]> woven = new HashMap<>();
  private @Nullable Stitcher stitcher;

  Preparation(WovenCache cache) {
    this.cache = cache;
  }

  synchronized void note(NotedClass seen) {
    noted.add(seen);
  }

  /** What was woven for it; empty if nothing fits it, null if it has not been noted. */
  synchronized byte @Nullable [] fetch(String entry) {
    return woven.get(entry);
  }

  @Override
  public boolean prepare() {
    List<NotedClass> due = due();
    for (NotedClass each : due) {
      put(each.entry, weave(each));
    }
    return !due.isEmpty();
  }

  @Override
  public synchronized void forget() {
    woven.clear();
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

  private synchronized List<NotedClass> due() {
    List<NotedClass> due = List.copyOf(noted);
    noted.clear();
    return due;
  }

  private synchronized void put(String entry, byte[] made) {
    woven.put(entry, made);
  }
}
