package dev.plimsoll.agent.live;

import java.util.Set;

/**
 * Parallel and Serial: the last major collection, and nothing else. Young collections leave dead
 * objects in the old generation until a major one, however many of them there are.
 */
final class MajorLive extends LiveHeap {
  private final Set<String> majors;
  private Evidence last = Evidence.NONE;

  MajorLive(Set<String> majors) {
    this.majors = majors;
  }

  @Override
  void takeCollected(String collector, long after, long at) {
    if (majors.contains(collector)) {
      last = new Evidence(after, at);
    }
  }

  @Override
  Evidence conclude() {
    return last;
  }
}
