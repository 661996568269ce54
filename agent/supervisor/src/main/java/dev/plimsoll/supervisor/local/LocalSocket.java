package dev.plimsoll.supervisor.local;

import dev.plimsoll.supervisor.instance.Instance;
import dev.plimsoll.supervisor.socket.LineServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The unix socket on which this user's command line asks a supervisor. */
public final class LocalSocket implements AutoCloseable {
  private final LineServer server;

  /**
   * Opens the socket and serves it.
   *
   * @param runtimeDir where {@link LocalSupervisors} look for it
   * @throws IOException if the socket cannot be bound
   */
  public LocalSocket(Path runtimeDir, List<Instance> instances) throws IOException {
    Path path = SocketName.ofThisProcess().in(runtimeDir);
    this.server = new LineServer(path, connection -> new LocalSession(connection, instances));
  }

  @Override
  public void close() {
    server.close();
  }
}
