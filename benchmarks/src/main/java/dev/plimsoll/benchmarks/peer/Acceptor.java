package dev.plimsoll.benchmarks.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Accepts connections and closes them: somebody to connect to. */
public final class Acceptor implements AutoCloseable {
  private static final int BACKLOG = 4_096;

  private final ServerSocket listener =
      new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());

  /** Listens from now on. */
  public Acceptor() throws IOException {
    Thread thread = new Thread(this::accept, "acceptor");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        listener.accept().close();
      } catch (IOException e) {
        // A connection that was reset before it was taken, or the end; the loop knows which.
      }
    }
  }
}
