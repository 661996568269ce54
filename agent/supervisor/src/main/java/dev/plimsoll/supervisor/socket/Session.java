package dev.plimsoll.supervisor.socket;

/** What one connection says. Called on the server's thread, which must not be kept waiting. */
public interface Session {
  /** One line, without its line feed. */
  void received(String line);

  /** The peer has gone, or was sent away; called once. */
  void closed();
}
