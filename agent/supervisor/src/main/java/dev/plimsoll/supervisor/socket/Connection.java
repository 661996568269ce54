package dev.plimsoll.supervisor.socket;

/** The way back to a peer. Thread-safe. */
public interface Connection {
  /** Queues one line; lost if the peer is gone. A peer that does not read is sent away. */
  void send(String line);

  /** Closes after what was queued has been written. */
  void close();
}
