package dev.plimsoll.agent.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import org.jspecify.annotations.Nullable;

/** An asynchronous server socket channel: its group polls the socket once for each accept. */
final class AsynchronousBerth extends Berth {
  private final AsynchronousServerSocketChannel channel;
  private final Class<?> type;
  private final Class<?> parent;

  AsynchronousBerth(AsynchronousServerSocketChannel channel, Insides insides) {
    super(insides);
    this.channel = channel;
    this.type = channel.getClass();
    this.parent = type.getSuperclass();
  }

  @Override
  boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  @Nullable InetSocketAddress address() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  int descriptor() throws IOException {
    return (int) (Integer) insides.get(channel, type, "fdVal");
  }

  @Override
  void show(InetSocketAddress address) throws IOException {
    insides.set(channel, parent, "localAddress", address);
  }

  @Override
  void lookAgain() throws IOException {
    boolean pending;
    synchronized (insides.get(channel, type, "updateLock")) {
      pending = (boolean) (Boolean) insides.get(channel, type, "acceptPending");
    }
    if (pending) {
      Object port = insides.get(channel, type, "port");
      insides.call(port, portType(port), "startPoll", descriptor(), (int) pollIn());
    }
  }

  private static Class<?> portType(Object port) {
    Class<?> type = port.getClass();
    while (!type.getSimpleName().equals("EPollPort") && type.getSuperclass() != Object.class) {
      type = type.getSuperclass();
    }
    return type;
  }

  private short pollIn() throws IOException {
    try {
      Class<?> net = Class.forName("sun.nio.ch.Net", false, ClassLoader.getPlatformClassLoader());
      return (short) (Short) insides.get(net, net, "POLLIN");
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
