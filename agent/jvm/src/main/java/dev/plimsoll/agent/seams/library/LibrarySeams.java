package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.weave.Seam;
import java.util.List;

/** Everything that is woven into libraries. */
public final class LibrarySeams {
  private LibrarySeams() {}

  public static List<Seam> all() {
    return Jdbc.SEAMS;
  }
}
