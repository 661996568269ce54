package dev.plimsoll.agent.programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;

/** Binds its port, as a channel or as a plain socket, says so, and stays. */
public final class Listening {
  private Listening() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int port = Integer.parseInt(args[1]);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    System.out.println("binding");
    AutoCloseable listener =
        args[0].equals("channel")
            ? ServerSocketChannel.open().bind(address)
            : new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    System.out.println("bound");
    Thread.sleep(Long.MAX_VALUE);
    System.out.println(listener);
  }
}
