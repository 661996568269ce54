package dev.plimsoll.agent.weave.cache;

import dev.plimsoll.agent.guest.Trouble;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where woven classes are kept. */
public final class CachePlace {
  private static final String OFF = "off";
  private static final String NAME = "woven";

  private final PrivateFolder folders;
  private final Map<String, String> environment;

  private CachePlace(PrivateFolder folders, Map<String, String> environment) {
    this.folders = folders;
    this.environment = environment;
  }

  /**
   * The cache in the first of these folders that is safe: the one that was told, {@code
   * PLIMSOLL_CACHE_DIR}, {@code $XDG_CACHE_HOME/plimsoll}, {@code ~/.cache/plimsoll}, {@code
   * plimsoll-UID} in the temporary folder. Without any, a cache in memory.
   *
   * @param told a folder, {@code off} for none, or null
   * @param build which build of the agent weaves; null for no folder
   */
  public static WovenCache open(
      @Nullable String told,
      Map<String, String> environment,
      @Nullable String build,
      Instrumentation instrumentation) {
    String chosen = told == null ? text(environment, "PLIMSOLL_CACHE_DIR") : told;
    if (build == null || OFF.equals(chosen)) {
      return WovenCache.inMemory();
    }
    try {
      CachePlace place =
          new CachePlace(new PrivateFolder(HostFiles.get(instrumentation)), environment);
      Path folder = chosen == null ? place.usual() : place.folder(chosen, 2);
      return folder == null
          ? WovenCache.inMemory()
          : new WovenCache(new File(folder.toString()), build);
    } catch (IOException | ReflectiveOperationException | RuntimeException e) {
      Trouble.count("place of the woven cache", e);
      return WovenCache.inMemory();
    }
  }

  private @Nullable Path usual() {
    String xdg = text(environment, "XDG_CACHE_HOME");
    Path folder = xdg == null ? null : folder(xdg + "/plimsoll", 3);
    if (folder == null) {
      folder = folder(System.getProperty("user.home", "") + "/.cache/plimsoll", 3);
    }
    if (folder == null) {
      String temporary = System.getProperty("java.io.tmpdir", "");
      folder = folder(temporary + "/plimsoll-" + folders.self(), 2);
    }
    return folder;
  }

  /** Null also where it can't be: a missing home, a read-only disk, a folder of somebody else. */
  private @Nullable Path folder(String path, int made) {
    try {
      return folders.prepare(path + "/" + NAME, made);
    } catch (IOException | RuntimeException e) {
      Trouble.mention("woven cache", path + " can't be used: " + e);
      return null;
    }
  }

  private static @Nullable String text(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
