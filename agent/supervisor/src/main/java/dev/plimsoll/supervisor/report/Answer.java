package dev.plimsoll.supervisor.report;

import dev.plimsoll.wire.ingest.Reply;

/** What came of a batch. */
sealed interface Answer {
  /** Stored as far as the reply says. */
  record Accepted(Reply reply) implements Answer {}

  /** The collector will never take this very batch. */
  record Malformed(String problem) implements Answer {}

  /** The collector wants smaller batches. */
  record TooLarge() implements Answer {}

  /** Not now: nobody there, or not able to. */
  record Unreachable(String problem) implements Answer {}
}
