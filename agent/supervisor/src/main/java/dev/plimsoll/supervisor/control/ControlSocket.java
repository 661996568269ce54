package dev.plimsoll.supervisor.control;

import dev.plimsoll.supervisor.socket.LineServer;
import dev.plimsoll.wire.control.ControlMessage.Overload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The unix socket on which the agents of this supervisor's runs report. */
public final class ControlSocket implements AutoCloseable {
  private final LineServer server;

  /**
   * Opens the socket and serves it.
   *
   * @param runs the runs that live, by id
   * @param overloads is told, on the socket's thread, which run has to be replaced; must not block
   * @throws IOException if the socket cannot be bound
   */
  public ControlSocket(
      Path path,
      Function<String, Optional<? extends ControlledRun>> runs,
      BiConsumer<String, Overload> overloads)
      throws IOException {
    this.server = new LineServer(path, connection -> new AgentSession(connection, runs, overloads));
  }

  public Path path() {
    return server.path();
  }

  @Override
  public void close() {
    server.close();
  }
}
