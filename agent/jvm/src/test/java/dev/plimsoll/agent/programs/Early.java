package dev.plimsoll.agent.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens sockets before {@code main}, when nothing can have been woven yet; as a native transport
 * would at any time.
 */
public final class Early {
  private static final List<Object> HELD = open();

  private Early() {}

  public static void main(String[] args) throws IOException {
    while (System.in.read() >= 0) {
      System.out.println(HELD.size());
    }
  }

  private static List<Object> open() {
    try {
      List<Object> held = new ArrayList<>();
      InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      InetSocketAddress peer = new InetSocketAddress(address, Integer.getInteger("peer"));
      for (int i = 0; i < 5; i++) {
        Socket socket = new Socket(peer.getAddress(), peer.getPort());
        held.add(socket);
        if (i < 1) {
          socket.close();
        }
      }
      for (int i = 0; i < 2; i++) {
        held.add(DatagramChannel.open().connect(peer));
      }
      Path path = Path.of(System.getProperty("unix"));
      for (int i = 0; i < 3; i++) {
        held.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
      }
      return held;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
