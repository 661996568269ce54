package dev.plimsoll.agent.listen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A listener of the application, which can be moved from one socket to another under its feet: its
 * descriptor becomes another name for the other socket, and its own idea of its address changes
 * along. So whatever the application does with the address, it finds itself there.
 */
abstract class Berth {
  private static final int BACKLOG = 50;
  final Insides insides;

  Berth(Insides insides) {
    this.insides = insides;
  }

  /** Null for a listener of a kind that can't be moved. */
  static @Nullable Berth of(Object listener, Insides insides) throws IOException {
    if (listener instanceof ServerSocketChannel channel) {
      return new ChannelBerth(channel, insides);
    }
    if (listener instanceof AsynchronousServerSocketChannel channel) {
      return new AsynchronousBerth(channel, insides);
    }
    return listener instanceof ServerSocket socket ? SocketBerth.of(socket, insides) : null;
  }

  /** Somewhere on the loopback interface, where nobody comes who was not told. */
  static InetSocketAddress anywherePrivate() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** The application has closed it. */
  abstract boolean isClosed();

  /** The address that the application sees. */
  abstract @Nullable InetSocketAddress address();

  abstract int descriptor() throws IOException;

  /** Makes the application see this address. */
  abstract void show(InetSocketAddress address) throws IOException;

  /** Whoever waits for connections turns to the new socket. */
  abstract void lookAgain() throws IOException;

  /** From now on the listener accepts from the socket behind the descriptor. */
  void moveTo(int inherited) throws IOException {
    insides.unblock(inherited);
    insides.copy(inherited, descriptor());
    show(insides.addressOf(inherited));
    lookAgain();
  }

  /** Accepts nothing any more, and has nobody wait there, without being closed. */
  void stepAside() throws IOException {
    try (ServerSocketChannel quiet = ServerSocketChannel.open()) {
      quiet.bind(anywherePrivate(), BACKLOG);
      quiet.configureBlocking(false);
      Object number = insides.call(quiet, quiet.getClass(), "getFDVal");
      insides.copy((int) (Integer) number, descriptor());
      show((InetSocketAddress) quiet.getLocalAddress());
      lookAgain();
    }
  }
}
