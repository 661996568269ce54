package dev.plimsoll.supervisor.process;

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
}
