package dev.plimsoll.supervisor.warden;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects dead processes that have become ours because we are the first process of a container.
 * Nobody else ever would, and each keeps its number until then.
 */
final class Orphans {
  private static final long INIT = 1;
  private final @Nullable Method collect;
  private Set<Long> seen = new HashSet<>();

  private Orphans(@Nullable Method collect) {
    this.collect = collect;
  }

  /**
   * Does nothing where we are not the first process, or where this JVM keeps its insides closed.
   */
  static Orphans ofThisProcess() {
    if (ProcessHandle.current().pid() != INIT) {
      return new Orphans(null);
    }
    try {
      Method method =
          Class.forName("java.lang.ProcessHandleImpl")
              .getDeclaredMethod("waitForProcessExit0", long.class, boolean.class);
      method.setAccessible(true);
      return new Orphans(method);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return new Orphans(null);
    }
  }

  /**
   * Collects those that were dead at the last look already: for the children that it has started
   * itself the JVM waits, and must find them.
   */
  void look() {
    if (collect == null) {
      return;
    }
    Set<Long> dead = dead();
    for (long pid : dead) {
      if (seen.contains(pid)) {
        collect(pid);
      }
    }
    seen = dead;
  }

  private void collect(long pid) {
    try {
      if (collect != null) {
        collect.invoke(null, pid, true);
      }
    } catch (ReflectiveOperationException e) {
      // Looked at again the next time.
    }
  }

  private static Set<Long> dead() {
    Set<Long> pids = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        if (isOurDead(process)) {
          pids.add(Long.valueOf(process.getFileName().toString()));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return pids;
    }
    return pids;
  }

  private static boolean isOurDead(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      return stat.startsWith("Z " + INIT + " ", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
