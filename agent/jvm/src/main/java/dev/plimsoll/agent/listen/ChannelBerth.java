package dev.plimsoll.agent.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server socket channel. With a selector it has to be taken out of the kernel's watch list before
 * it is moved, and put back after: the list knows sockets and not descriptors, and one that others
 * hold too would haunt it.
 */
final class ChannelBerth extends Berth {
  private static final long LONGEST_SELECT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STEP_MS = 2;
  private final ServerSocketChannel channel;
  private final Class<?> type;

  ChannelBerth(ServerSocketChannel channel, Insides insides) {
    super(insides);
    this.channel = channel;
    this.type = channel.getClass();
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
    synchronized (insides.get(channel, type, "stateLock")) {
      insides.set(channel, type, "localAddress", address);
    }
  }

  @Override
  void lookAgain() throws IOException {
    insides.wake((long) (Long) insides.get(channel, type, "thread"));
  }

  @Override
  void moveTo(int inherited) throws IOException {
    List<SelectionKey> keys = silenced();
    super.moveTo(inherited);
    for (SelectionKey key : keys) {
      set(key, SelectionKey.OP_ACCEPT);
    }
  }

  @Override
  void stepAside() throws IOException {
    if (!channel.isRegistered()) {
      super.stepAside();
      return;
    }
    // Nobody waits in the kernel for it, so there is no need to give it another socket.
    silenced();
  }

  /** The keys that were interested, when no selector watches the socket any more. */
  private List<SelectionKey> silenced() throws IOException {
    List<SelectionKey> interested = new ArrayList<>();
    for (SelectionKey key : keys()) {
      if (set(key, 0)) {
        interested.add(key);
      }
    }
    long deadline = System.nanoTime() + LONGEST_SELECT_NANOS;
    for (SelectionKey key : interested) {
      while (isWatched(key) && System.nanoTime() < deadline) {
        pause();
      }
    }
    return interested;
  }

  private List<SelectionKey> keys() throws IOException {
    List<SelectionKey> keys = new ArrayList<>();
    if (channel.isRegistered()) {
      Object all = insides.get(channel, AbstractSelectableChannel.class, "keys");
      for (SelectionKey key : (SelectionKey[]) all) {
        if (key != null && key.isValid()) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  private static boolean set(SelectionKey key, int interest) {
    try {
      boolean changed = key.interestOps() != interest;
      key.interestOps(interest);
      key.selector().wakeup();
      return changed;
    } catch (CancelledKeyException e) {
      return false;
    }
  }

  private boolean isWatched(SelectionKey key) throws IOException {
    return key.isValid() && !insides.get(key, selectionKeyType(key), "registeredEvents").equals(0);
  }

  private static Class<?> selectionKeyType(SelectionKey key) {
    Class<?> type = key.getClass();
    while (!type.getSimpleName().equals("SelectionKeyImpl") && type.getSuperclass() != null) {
      type = type.getSuperclass();
    }
    return type;
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
