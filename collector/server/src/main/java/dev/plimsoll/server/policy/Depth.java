package dev.plimsoll.server.policy;

/**
 * How deep a run lay at an instant.
 *
 * @param at epoch milliseconds
 * @param live live heap, bytes
 * @param max max heap, bytes, above 0
 */
public record Depth(long at, double live, double max) {
  public double fraction() {
    return live / max;
  }
}
