package dev.plimsoll.agent.control;

import dev.plimsoll.agent.guest.OwnSockets;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.control.ControlMessage;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The line to the supervisor. One thread connects, reads and writes; everyone else only queues, so
 * that a supervisor that does not read holds up nobody. When the line breaks it is connected anew,
 * and what the supervisor has to know is said again.
 */
public final class ControlLink implements Runnable {
  private static final int QUEUE_LIMIT = 64;
  private static final long RETRY_MS = 500;

  /** What became of the greeting. */
  public enum Greeting {
    /** The supervisor takes this agent for the run's own. */
    WELCOME,
    /** The supervisor does not want it: another process speaks for the run. */
    DECLINED,
    /** There is no supervisor there. */
    ABSENT
  }

  private final UnixDomainSocketAddress address;
  private final ControlMessage.Hello hello;
  private final HeldBinds heldBinds;
  private final long giveUpMs;
  private final CountDownLatch greeted = new CountDownLatch(1);
  private final Deque<ControlMessage> queue = new ArrayDeque<>();
  private final ListeningPorts listening = new ListeningPorts();
  private volatile Greeting greeting = Greeting.ABSENT;
  private volatile LongConsumer drains = atMostMs -> {};
  private volatile @Nullable Selector selector;

  /**
   * A link that is not connected before it runs.
   *
   * @param giveUpMs how long to try for the first welcome; after it the line is kept for ever
   */
  public ControlLink(String path, ControlMessage.Hello hello, HeldBinds heldBinds, long giveUpMs) {
    this.address = UnixDomainSocketAddress.of(path);
    this.hello = hello;
    this.heldBinds = heldBinds;
    this.giveUpMs = giveUpMs;
    heldBinds.announceBy(this::send);
  }

  /** Waits for the answer to the greeting; {@link Greeting#ABSENT} if there was none in time. */
  public Greeting awaitGreeting() throws InterruptedException {
    greeted.await();
    return greeting;
  }

  /** Queues a message; the oldest status gives way when the supervisor does not keep up. */
  public void send(ControlMessage message) {
    synchronized (queue) {
      if (queue.size() >= QUEUE_LIMIT) {
        queue.removeFirst();
      }
      queue.addLast(message);
    }
    Selector open = selector;
    if (open != null) {
      open.wakeup();
    }
  }

  /** A listener has appeared; said now and after each reconnection. */
  public void listening(int port) {
    listening.add(port);
    send(new ControlMessage.Listening(port));
  }

  /** Runs until the supervisor declines, is not there at first, or the thread is interrupted. */
  @Override
  public void run() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(giveUpMs);
    try {
      while (!Thread.currentThread().isInterrupted() && greeting != Greeting.DECLINED) {
        connectAndTalk();
        if (greeting == Greeting.ABSENT && System.nanoTime() - deadline >= 0) {
          return;
        }
        if (greeting != Greeting.DECLINED) {
          Thread.sleep(RETRY_MS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      greeted.countDown();
      heldBinds.releaseAll();
    }
  }

  private void connectAndTalk() {
    try (SocketChannel channel = SocketChannel.open(address);
        Selector open = Selector.open()) {
      channel.configureBlocking(false);
      Line line = new Line(channel);
      line.enqueue(hello.toLine());
      SelectionKey key = channel.register(open, SelectionKey.OP_READ);
      selector = open;
      OwnSockets.opened();
      try {
        talk(line, key, open);
      } finally {
        OwnSockets.closed();
      }
    } catch (IOException | RuntimeException e) {
      Trouble.count("control line", e);
    } finally {
      selector = null;
    }
  }

  private void talk(Line line, SelectionKey key, Selector open) throws IOException {
    boolean welcome = false;
    while (!Thread.currentThread().isInterrupted()) {
      if (welcome) {
        takeQueued(line);
      }
      boolean writtenAll = line.write();
      key.interestOps(
          writtenAll ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      open.select();
      open.selectedKeys().clear();
      for (String text : line.read()) {
        ControlMessage message = parse(text);
        if (message instanceof ControlMessage.Declined) {
          greeting = Greeting.DECLINED;
          return;
        }
        if (message instanceof ControlMessage.Welcome) {
          welcome = true;
          welcomed();
        }
        if (message != null) {
          obey(message);
        }
      }
    }
  }

  private void obey(ControlMessage message) {
    if (message instanceof ControlMessage.MayBind may) {
      heldBinds.mayBind(may);
    } else if (message instanceof ControlMessage.StandBy standBy) {
      heldBinds.standBy(standBy.port());
    } else if (message instanceof ControlMessage.Drain drain) {
      drains.accept(drain.atMostMs());
    }
  }

  /** Who finishes the work of this run when the supervisor asks for it; must not block. */
  public void drainBy(LongConsumer consumer) {
    drains = consumer;
  }

  private void welcomed() {
    greeting = Greeting.WELCOME;
    greeted.countDown();
    for (int port : listening.all()) {
      send(new ControlMessage.Listening(port));
    }
    heldBinds.announceAgain();
  }

  private void takeQueued(Line line) {
    synchronized (queue) {
      while (!queue.isEmpty() && !line.isFull()) {
        line.enqueue(queue.removeFirst().toLine());
      }
    }
  }

  /** A newer supervisor may say what this agent does not know. */
  private static @Nullable ControlMessage parse(String text) {
    try {
      return ControlMessage.ofLine(text);
    } catch (MalformedMessageException e) {
      Trouble.count("control message", e);
      return null;
    }
  }
}
