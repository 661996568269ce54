package dev.plimsoll.agent.live;

/**
 * What a collection said of the live heap. Immutable, so that a reader needs no lock.
 *
 * @param bytes live heap, bytes; {@link LiveHeap#UNKNOWN} if no collection could tell
 * @param at when the look at the whole heap that says so was over, epoch milliseconds
 */
public record Evidence(long bytes, long at) {
  /** No collection could tell yet. */
  public static final Evidence NONE = new Evidence(LiveHeap.UNKNOWN, 0);

  public boolean isKnown() {
    return bytes != LiveHeap.UNKNOWN;
  }

  /** Milliseconds since the collection that is the evidence; 0 where the clock was set back. */
  public long age(long now) {
    return Math.max(0, now - at);
  }
}
