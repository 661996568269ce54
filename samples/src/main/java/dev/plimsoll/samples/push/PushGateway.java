package dev.plimsoll.samples.push;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The upstream that is too slow: it can answer {@code --rate} calls a second and queues the rest,
 * so the more calls wait, the later each is answered. A caller that goes away leaves the queue.
 *
 * <p>Options: {@code --port}, {@code --rate} (answers a second), {@code --stop-with-stdin yes}.
 */
public final class PushGateway {
  private static final long TICK_MILLIS = 50;

  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final Set<GatewayConnection> waiting = new LinkedHashSet<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private final double answersPerMilli;
  private double credit;
  private long lastTick = now();

  private PushGateway(Options options) throws IOException {
    answersPerMilli = options.number("rate", 3) / 1000.0;
    listener.bind(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), options.number("port", 9090)),
        4096);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    ParentWatch.startIfAsked(options);
    PushGateway gateway = new PushGateway(options);
    System.out.println("gateway listens on " + gateway.listener.getLocalAddress());
    while (true) {
      gateway.turn();
    }
  }

  private void turn() throws IOException {
    selector.select(TICK_MILLIS);
    Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      SelectionKey key = ready.next();
      ready.remove();
      if (key.isAcceptable()) {
        accept();
      } else if (key.attachment() instanceof GatewayConnection connection) {
        read(connection);
      }
    }
    answerOldest();
  }

  private void accept() throws IOException {
    SocketChannel caller = listener.accept();
    if (caller != null) {
      caller.configureBlocking(false);
      caller.register(selector, SelectionKey.OP_READ, new GatewayConnection(caller, buffer));
    }
  }

  private void read(GatewayConnection connection) {
    switch (connection.read()) {
      case REQUEST_COMPLETE -> waiting.add(connection);
      case CLOSED -> waiting.remove(connection);
      case MORE_TO_COME -> {}
    }
  }

  private void answerOldest() {
    long tick = now();
    // At most a second's worth: an idle gateway must not save up speed.
    credit = Math.min(credit + (tick - lastTick) * answersPerMilli, answersPerMilli * 1000);
    lastTick = tick;
    Iterator<GatewayConnection> oldest = waiting.iterator();
    while (credit >= 1 && oldest.hasNext()) {
      GatewayConnection connection = oldest.next();
      oldest.remove();
      connection.answer();
      credit--;
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
