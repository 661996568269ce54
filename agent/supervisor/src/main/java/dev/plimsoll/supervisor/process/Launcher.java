package dev.plimsoll.supervisor.process;

import dev.plimsoll.supervisor.logs.Capture;
import java.time.Instant;
import java.util.Optional;

/** Starts processes. */
public interface Launcher {

  /**
   * Starts a process.
   *
   * @param onEnd called once, on a thread of the child's, after the process has ended and its last
   *     words were read
   * @throws LaunchException if there is no such program, no right to run it, or no room for it
   */
  Child launch(LaunchOrder order, Runnable onEnd) throws LaunchException;

  /**
   * A process that a supervisor before this one has started.
   *
   * @param startedAt what is known of its start
   * @param onEnd as for {@link #launch}
   * @return empty if there is none, or none that could be watched
   */
  default Optional<Child> adopt(String run, Instant startedAt, Capture capture, Runnable onEnd) {
    return Optional.empty();
  }

  /** The end of a run has been told, and what is left of it can go. */
  default void forget(String run) {}
}
