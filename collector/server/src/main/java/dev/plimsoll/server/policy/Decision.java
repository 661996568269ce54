package dev.plimsoll.server.policy;

/** What the policy wants done, in the order in which it should happen. */
sealed interface Decision {

  /** A line was crossed; {@code doing} tells people what follows. */
  record Crossed(Line line, Depth depth, String doing) implements Decision {}

  record Cleared(Line line, Depth depth) implements Decision {}

  record TakeDump() implements Decision {}

  record Replace(Depth depth) implements Decision {}

  /** A replacement is due but the limit does not allow it; said once an episode. */
  record ReplaceWithheld(Depth depth, String why) implements Decision {}
}
