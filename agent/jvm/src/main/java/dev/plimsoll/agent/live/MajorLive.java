package dev.plimsoll.agent.live;

import java.util.Set;

/**
 * Parallel and Serial: the last major collection, and nothing else. Young collections leave dead
 * objects in the old generation until a major one, however many of them there are.
 */
final class MajorLive extends LiveHeap {
  private final Set<String> majors;
  private long last = UNKNOWN;

  MajorLive(Set<String> majors) {
    this.majors = majors;
  }

  @Override
  public synchronized void collected(String collector, long after, long at) {
    if (majors.contains(collector)) {
      last = after;
    }
  }

  @Override
  public synchronized long estimate() {
    return last;
  }
}
