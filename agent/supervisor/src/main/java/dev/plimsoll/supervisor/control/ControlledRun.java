package dev.plimsoll.supervisor.control;

import dev.plimsoll.supervisor.socket.Connection;
import dev.plimsoll.wire.control.ControlMessage;
import java.util.Optional;
import java.util.Set;

/** A run as its agent sees it. Called on the socket's thread. */
public interface ControlledRun {
  /**
   * An agent wants to speak for this run.
   *
   * @param pid of the process it says it is in
   * @param can what it is able to do, as {@link ControlMessage.Hello#can} has it
   * @return why it may not; empty if it may
   */
  Optional<String> claim(long pid, Set<String> can, Connection agent);

  /**
   * The safety path of the agent wants a line of its own.
   *
   * @param pid of the process it says it is in
   * @return why it may not have one; empty if it may
   */
  Optional<String> claimGuard(long pid);

  /** What the agent that may speak has to say. */
  void heard(ControlMessage message);

  /** The connection has ended; the process may live on. */
  void left(Connection agent);
}
