package dev.plimsoll.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class that has to be woven. */
final class NotedClass {
  /** What its woven form is known by. */
  final String entry;

  final String type;
  final byte[] bytes;
  final List<Seam> seams;

  /** Null for the JDK's. */
  final @Nullable ClassLoader loader;

  NotedClass(
      String entry, String type, byte[] bytes, List<Seam> seams, @Nullable ClassLoader loader) {
    this.entry = entry;
    this.type = type;
    this.bytes = bytes;
    this.seams = seams;
    this.loader = loader;
  }
}
