package dev.plimsoll.agent.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Accepts every connection, and never says a word. */
final class SilentPeer implements AutoCloseable {
  private final ServerSocketChannel server;
  private final Thread acceptor = new Thread(this::accept, "silent-peer");
  private final List<SocketChannel> accepted = new ArrayList<>();

  SilentPeer() throws IOException {
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4_000);
    acceptor.start();
  }

  int port() {
    return server.socket().getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : accepted) {
      channel.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        accepted.add(server.accept());
      }
    } catch (IOException e) {
      // The test is over.
    }
  }
}
