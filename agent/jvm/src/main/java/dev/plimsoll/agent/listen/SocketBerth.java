package dev.plimsoll.agent.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/** A server socket of {@code java.net} on the JDK's own implementation. */
final class SocketBerth extends Berth {
  private static final String IMPLEMENTATION = "sun.nio.ch.NioSocketImpl";
  private final ServerSocket socket;
  private final SocketImpl implementation;

  private SocketBerth(ServerSocket socket, SocketImpl implementation, Insides insides) {
    super(insides);
    this.socket = socket;
    this.implementation = implementation;
  }

  /** Null where the application has brought an implementation of its own. */
  static @Nullable Berth of(ServerSocket socket, Insides insides) throws IOException {
    Object implementation = insides.call(socket, ServerSocket.class, "getImpl");
    return implementation.getClass().getName().equals(IMPLEMENTATION)
        ? new SocketBerth(socket, (SocketImpl) implementation, insides)
        : null;
  }

  @Override
  boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  @Nullable InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  int descriptor() throws IOException {
    return insides.numberOf(insides.get(implementation, SocketImpl.class, "fd"));
  }

  @Override
  void show(InetSocketAddress address) throws IOException {
    insides.set(implementation, SocketImpl.class, "address", address.getAddress());
    insides.set(implementation, SocketImpl.class, "localport", address.getPort());
  }

  @Override
  void lookAgain() throws IOException {
    insides.wake(
        (long) (Long) insides.get(implementation, implementation.getClass(), "readerThread"));
  }
}
