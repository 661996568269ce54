package dev.plimsoll.server.policy;

/**
 * How deep a run lay at an instant.
 *
 * @param at epoch milliseconds
 * @param live live heap, bytes
 * @param max max heap, bytes, above 0
 * @param provenAt when the collection was that says so, epoch milliseconds; {@code at} where the
 *     agent does not tell
 */
public record Depth(long at, double live, double max, long provenAt) {
  /** Of an agent that does not tell how old its evidence is. */
  public Depth(long at, double live, double max) {
    this(at, live, max, at);
  }

  public double fraction() {
    return live / max;
  }
}
