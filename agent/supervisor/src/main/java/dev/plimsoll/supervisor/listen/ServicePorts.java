package dev.plimsoll.supervisor.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The ports of one service. They belong to the supervisor, so that a port outlives the run that
 * asked for it: connections that come while nobody accepts wait for the next run. All instances of
 * the service share them. Thread-safe.
 */
public final class ServicePorts implements AutoCloseable {
  /** A child's first three streams are the only way in, so there are as many sockets. */
  public static final int SOCKETS = 3;

  /** Where a child finds them; a shell knows descriptors of one digit only. */
  public static final int FIRST_DESCRIPTOR = 7;

  /** What waits while a run is started anew; the kernel has a limit of its own. */
  private static final int LEAST_BACKLOG = 1024;

  private final @Nullable Descriptors descriptors;
  private final List<HeldSocket> sockets = new ArrayList<>();
  private BooleanSupplier foreignAreHeld = () -> false;
  private Runnable letGo = () -> {};
  private boolean closed;

  private ServicePorts(@Nullable Descriptors descriptors) {
    this.descriptors = descriptors;
  }

  /** The ports of a service that has yet to be started. */
  public static ServicePorts create() {
    return new ServicePorts(Descriptors.orNull());
  }

  /**
   * The ports of a service that another supervisor has started.
   *
   * @param held sockets that are not ours, all that one process can inherit; empty for new ones
   * @param areHeld whether they still are
   * @param letGo called when nobody accepts from any of those: then we want our own
   */
  public static ServicePorts adopted(
      List<HeldSocket> held, BooleanSupplier areHeld, Runnable letGo) {
    ServicePorts ports = create();
    ports.sockets.addAll(held);
    ports.foreignAreHeld = areHeld;
    ports.letGo = letGo;
    return ports;
  }

  /** For a service whose runs bind their ports themselves. */
  public static ServicePorts none() {
    return new ServicePorts(null);
  }

  /** The sockets that a new run inherits; empty if there are none to be had. */
  public synchronized List<HeldSocket> sockets() throws IOException {
    if (descriptors == null || closed) {
      return List.of();
    }
    if (sockets.stream().anyMatch(HeldSocket::isForeign) && !foreignAreHeld.getAsBoolean()) {
      sockets.removeIf(HeldSocket::isForeign);
    }
    while (sockets.size() < SOCKETS) {
      sockets.add(new HeldSocket());
    }
    return List.copyOf(sockets);
  }

  /** The sockets that there are; fewer than a new run inherits if none was started yet. */
  public synchronized List<HeldSocket> held() {
    return List.copyOf(sockets);
  }

  /**
   * The socket that listens at the address; binds one that is still free if none does.
   *
   * @param inherited what the run has inherited, in the order of its descriptors
   * @return the run's descriptor of it; empty if it has none, or if the port is somebody else's
   */
  public synchronized OptionalInt find(
      List<HeldSocket> inherited, InetSocketAddress address, int backlog) {
    for (int index = 0; index < inherited.size(); index++) {
      if (isOurs(inherited.get(index)) && address.equals(inherited.get(index).address())) {
        return OptionalInt.of(FIRST_DESCRIPTOR + index);
      }
    }
    for (int index = 0; index < inherited.size(); index++) {
      HeldSocket socket = inherited.get(index);
      if (isOurs(socket) && socket.address() == null && !socket.isForeign()) {
        return bind(socket, address, backlog)
            ? OptionalInt.of(FIRST_DESCRIPTOR + index)
            : OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  private static boolean bind(HeldSocket socket, InetSocketAddress address, int backlog) {
    try {
      socket.bind(address, Math.max(backlog, LEAST_BACKLOG));
      return true;
    } catch (IOException | RuntimeException e) {
      // The run will try by itself, and have the kernel's own answer.
      return false;
    }
  }

  /** From now on the run accepts from the socket behind this descriptor of its own. */
  public synchronized void take(String run, List<HeldSocket> inherited, int descriptor) {
    inherited.get(descriptor - FIRST_DESCRIPTOR).users().add(run);
  }

  /** The run is no more. Its ports go on. */
  public synchronized void leave(String run) {
    sockets.forEach(socket -> socket.users().remove(run));
  }

  /** The run's descriptor of the socket that listens on the port; empty if none of these does. */
  public synchronized OptionalInt descriptorOf(List<HeldSocket> inherited, int port) {
    for (int index = 0; index < inherited.size(); index++) {
      InetSocketAddress address = inherited.get(index).address();
      if (isOurs(inherited.get(index)) && address != null && address.getPort() == port) {
        return OptionalInt.of(FIRST_DESCRIPTOR + index);
      }
    }
    return OptionalInt.empty();
  }

  /** Whether a run of ours may be waiting for connections there, or was. */
  public synchronized boolean has(int port) {
    return sockets.stream()
        .map(HeldSocket::address)
        .anyMatch(address -> address != null && address.getPort() == port);
  }

  /**
   * Gives up those of the sockets that nobody accepts from, so that connections are refused rather
   * than kept waiting.
   */
  public synchronized void giveUpUnused(Collection<HeldSocket> candidates) {
    for (HeldSocket socket : candidates) {
      if (isOurs(socket)
          && !socket.isForeign()
          && socket.address() != null
          && socket.users().isEmpty()) {
        giveUp(socket);
        sockets.remove(socket);
      }
    }
    giveUpForeign();
  }

  /** One of them cannot be closed, but all can be left to their end. */
  private void giveUpForeign() {
    boolean any = sockets.stream().anyMatch(HeldSocket::isForeign);
    if (any && sockets.stream().allMatch(socket -> socket.users().isEmpty())) {
      sockets.removeIf(HeldSocket::isForeign);
      letGo.run();
    }
  }

  private boolean isOurs(HeldSocket socket) {
    return sockets.contains(socket);
  }

  private void giveUp(HeldSocket socket) {
    ServerSocketChannel channel = socket.channel();
    if (channel == null) {
      return;
    }
    try {
      if (descriptors != null && socket.address() != null) {
        descriptors.stopListening(channel);
      }
      channel.close();
    } catch (IOException e) {
      // It is gone as far as we are concerned; the kernel has the rest when its last owner ends.
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    sockets.forEach(this::giveUp);
    sockets.clear();
  }
}
