package dev.plimsoll.supervisor.process;

/** Starts processes. */
public interface Launcher {

  /**
   * Starts a process and keeps reading what it prints.
   *
   * @param onEnd called once, on a thread of the child's, after the process has ended and its
   *     output was read
   * @throws LaunchException if there is no such program, no right to run it, or no room for it
   */
  Child launch(LaunchOrder order, Runnable onEnd) throws LaunchException;
}
