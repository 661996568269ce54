package dev.plimsoll.supervisor.control;

import dev.plimsoll.supervisor.socket.LineServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The unix socket on which the agents of this supervisor's runs report. */
public final class ControlSocket implements AutoCloseable {
  private final LineServer server;

  /**
   * Opens the socket and serves it.
   *
   * @param runs the runs that live, by id
   * @throws IOException if the socket cannot be bound
   */
  public ControlSocket(Path path, Function<String, Optional<? extends ControlledRun>> runs)
      throws IOException {
    this.server = new LineServer(path, connection -> new AgentSession(connection, runs));
  }

  public Path path() {
    return server.path();
  }

  @Override
  public void close() {
    server.close();
  }
}
