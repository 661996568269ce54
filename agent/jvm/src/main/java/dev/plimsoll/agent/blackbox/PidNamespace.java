package dev.plimsoll.agent.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The pid namespace of this process: in containers that share a folder, all may have pid 1. */
public final class PidNamespace {
  private PidNamespace() {}

  /** Such as {@code pid:[4026531836]}; null where there is no {@code /proc}. */
  public static @Nullable String current() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }
}
