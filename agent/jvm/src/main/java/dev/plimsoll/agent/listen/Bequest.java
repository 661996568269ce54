package dev.plimsoll.agent.listen;

import org.jspecify.annotations.Nullable;

/**
 * The sockets that this process has inherited from its supervisor. They are listened on by others
 * before this run comes to serve them, so they prove nothing about it.
 *
 * @param first descriptor
 * @param count of them, from the first on
 */
public record Bequest(int first, int count) {
  public static final Bequest NONE = new Bequest(0, 0);

  /**
   * Reads {@code PLIMSOLL_LISTENERS}, the first descriptor and how many there are, such as {@code
   * 7,3}.
   */
  public static Bequest parse(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split(",", -1);
    try {
      return parts.length == 2
          ? new Bequest(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]))
          : NONE;
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Whether the descriptor is one of them. */
  public boolean contains(int descriptor) {
    return descriptor >= first && descriptor < first + count;
  }
}
