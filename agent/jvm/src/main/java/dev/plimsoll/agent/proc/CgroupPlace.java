package dev.plimsoll.agent.proc;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * Where the memory cgroup of this process is mounted.
 *
 * @param folder the process's own cgroup, or the nearest one that is visible here
 * @param mount top of that hierarchy
 * @param version 1 or 2
 */
record CgroupPlace(File folder, File mount, int version) {

  static @Nullable CgroupPlace find(File root) {
    String own = text(new File(root, "proc/self/cgroup"));
    String mounts = text(new File(root, "proc/self/mountinfo"));
    CgroupPlace first = find(root, own, mounts, 1);
    return first != null ? first : find(root, own, mounts, 2);
  }

  private static @Nullable CgroupPlace find(File root, String own, String mounts, int version) {
    String path = ownPath(own, version);
    String[] mount = path == null ? null : mount(mounts, version);
    if (path == null || mount == null) {
      return null;
    }
    File top = new File(root, mount[1]);
    File folder = below(top, path, mount[0]);
    String used = version == 2 ? "memory.current" : "memory.usage_in_bytes";
    // The root cgroup of version 2 has no memory files: then there is nothing to read.
    return new File(folder, used).isFile() ? new CgroupPlace(folder, top, version) : null;
  }

  /** Lines are {@code id:controllers:path}; version 2 has id 0 and no controllers. */
  private static @Nullable String ownPath(String own, int version) {
    for (String line : own.split("\n", -1)) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3
          && (version == 2 ? parts[0].equals("0") && parts[1].isEmpty() : hasMemory(parts[1]))) {
        return parts[2];
      }
    }
    return null;
  }

  /** Root of the mount within its hierarchy, and mount point. */
  private static String @Nullable [] mount(String mounts, int version) {
    for (String line : mounts.split("\n", -1)) {
      String[] halves = line.split(" - ", 2);
      if (halves.length != 2) {
        continue;
      }
      String[] left = halves[0].split(" ", -1);
      String[] right = halves[1].split(" ", -1);
      boolean fits =
          version == 2
              ? right[0].equals("cgroup2")
              : right[0].equals("cgroup") && right.length > 2 && hasMemory(right[2]);
      if (fits && left.length > 4) {
        return new String[] {left[3], left[4]};
      }
    }
    return null;
  }

  /**
   * In a container the path may be that of the host, of which only the lower part, or nothing, is
   * mounted here: then the nearest folder that exists is taken.
   */
  private static File below(File top, String path, String mountRoot) {
    String rest =
        !mountRoot.equals("/") && path.startsWith(mountRoot)
            ? path.substring(mountRoot.length())
            : path;
    if (rest.contains("..")) {
      return top;
    }
    File folder = rest.isEmpty() || rest.equals("/") ? top : new File(top, rest);
    while (!folder.isDirectory() && !folder.equals(top) && folder.getParentFile() != null) {
      folder = folder.getParentFile();
    }
    return folder;
  }

  private static boolean hasMemory(String controllers) {
    return ("," + controllers + ",").contains(",memory,");
  }

  private static String text(File file) {
    ProcFile reader = new ProcFile(file);
    return reader.read() ? reader.text() : "";
  }
}
