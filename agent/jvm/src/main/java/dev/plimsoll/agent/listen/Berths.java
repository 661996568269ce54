package dev.plimsoll.agent.listen;

import dev.plimsoll.agent.control.HeldBinds;
import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.guest.Trouble;
import dev.plimsoll.wire.control.ControlMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of this run. Before one is bound the supervisor is asked; where it has the port,
 * the application binds a private one, and is moved to the socket of the supervisor: at once, or
 * when the run before is to leave.
 */
public final class Berths {
  private static final int MOST = 64;
  private static final String NEVER_SHARED = "none";

  private final HeldBinds binds;
  private final Bequest bequest;
  private final Consumer<ControlMessage> supervisor;
  private final IntConsumer listening;
  private final IdentityHashMap<Object, Wish> binding = new IdentityHashMap<>();
  private final Map<Integer, Berth> aside = new HashMap<>();
  private final Map<Integer, InetSocketAddress> wanted = new HashMap<>();
  private final Set<Berth> serving = new HashSet<>();
  private final Set<Integer> ports = new HashSet<>();

  /** What the application wanted, while its bind is under way. */
  private record Wish(InetSocketAddress address, HeldBinds.Answer answer) {}

  /**
   * No listener yet.
   *
   * @param supervisor is told of those that stand by
   * @param listening told of each port that is served on a socket of the supervisor's
   */
  public Berths(
      HeldBinds binds,
      Bequest bequest,
      Consumer<ControlMessage> supervisor,
      IntConsumer listening) {
    this.binds = binds;
    this.bequest = bequest;
    this.supervisor = supervisor;
    this.listening = listening;
    binds.laterBy(this::promote);
  }

  /**
   * A listener is about to be bound; returns when it may.
   *
   * @return where it has to bind instead of the address
   */
  public SocketAddress binding(Object listener, SocketAddress address, int backlog) {
    if (!(address instanceof InetSocketAddress internet)
        || internet.getPort() == 0
        || internet.isUnresolved()
        || AgentThread.isCurrent()) {
      return address;
    }
    boolean canMove = canMove(listener);
    HeldBinds.Answer answer =
        binds.await(
            internet.getPort(),
            canMove ? internet.getAddress().getHostAddress() : NEVER_SHARED,
            backlog);
    if (answer.isPlain() || !canMove) {
      return address;
    }
    synchronized (this) {
      binding.put(listener, new Wish(internet, answer));
    }
    return Berth.anywherePrivate();
  }

  private boolean canMove(Object listener) {
    Insides insides = bequest.isEmpty() ? null : Insides.orNull();
    try {
      return insides != null && binding.size() < MOST && Berth.of(listener, insides) != null;
    } catch (IOException | RuntimeException e) {
      Trouble.count("listener", e);
      return false;
    }
  }

  /**
   * The bind is over.
   *
   * @param done false if it failed
   * @return the address that the application has now; null if nothing was changed
   */
  public @Nullable SocketAddress bound(Object listener, boolean done) {
    Wish wish;
    synchronized (this) {
      wish = binding.remove(listener);
    }
    Insides insides = wish == null || !done ? null : Insides.orNull();
    if (insides == null) {
      return null;
    }
    try {
      Berth berth = Berth.of(listener, insides);
      return berth == null ? null : settle(berth, wish);
    } catch (IOException | RuntimeException e) {
      Trouble.count("listener", e);
      return null;
    }
  }

  private @Nullable SocketAddress settle(Berth berth, Wish wish) throws IOException {
    Integer descriptor = wish.answer().descriptor();
    if (descriptor != null) {
      move(berth, descriptor, wish.address());
      return wish.address();
    }
    InetSocketAddress place = berth.address();
    if (place == null) {
      return null;
    }
    int port = wish.address().getPort();
    synchronized (this) {
      aside.put(port, berth);
      wanted.put(port, wish.address());
    }
    supervisor.accept(new ControlMessage.StandingBy(port, place.getPort()));
    return null;
  }

  /** The old run is about to leave: this one serves the port from now on. */
  private void promote(int port, int descriptor) {
    Berth berth;
    InetSocketAddress address;
    synchronized (this) {
      berth = aside.remove(port);
      address = wanted.remove(port);
    }
    if (berth == null || address == null || berth.isClosed()) {
      return;
    }
    try {
      move(berth, descriptor, address);
    } catch (IOException | RuntimeException e) {
      Trouble.count("listener", e);
    }
  }

  private void move(Berth berth, int descriptor, InetSocketAddress address) throws IOException {
    if (!bequest.contains(descriptor)) {
      throw new IOException("descriptor " + descriptor + " was not inherited");
    }
    berth.moveTo(descriptor);
    synchronized (this) {
      serving.add(berth);
      ports.add(address.getPort());
    }
    listening.accept(address.getPort());
  }

  /** The ports that this run serves, or has served, on sockets of the supervisor's. */
  public synchronized Set<Integer> ports() {
    return Set.copyOf(ports);
  }

  /** Whether this process listens there only until it gets the port that it wants. */
  public synchronized boolean isPrivate(int port) {
    for (Berth berth : aside.values()) {
      InetSocketAddress address = berth.address();
      if (address != null && address.getPort() == port) {
        return true;
      }
    }
    return false;
  }

  /** No listener accepts any more; again, where one has begun to in the meantime. */
  public void stepAside() {
    List<Berth> all;
    synchronized (this) {
      serving.removeIf(Berth::isClosed);
      all = List.copyOf(serving);
    }
    for (Berth berth : all) {
      try {
        berth.stepAside();
      } catch (IOException | RuntimeException e) {
        Trouble.count("listener", e);
      }
    }
  }
}
