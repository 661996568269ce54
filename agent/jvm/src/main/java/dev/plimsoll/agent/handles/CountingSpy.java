package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.listen.Berths;
import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes the calls from woven code; those of the agent's own threads do not count. */
public final class CountingSpy extends Spy {
  private final HandleTables tables;
  private final Naming naming;
  private final Berths berths;
  private final @Nullable AcceptedPeer acceptedPeer = AcceptedPeer.orNull();

  private CountingSpy(HandleTables tables, Berths berths) {
    this.tables = tables;
    this.naming = tables.naming();
    this.berths = berths;
  }

  /**
   * Counts into the tables from now on.
   *
   * <p>Only here is the spy named as a type of ours: a verifier that met it in a class of an
   * earlier hour would look for it before it is defined.
   *
   * @param berths asked about each listener before it is bound
   */
  public static void arm(HandleTables tables, Berths berths) {
    Spy.arm(new CountingSpy(tables, berths));
  }

  /** Counts nothing any more. */
  public static void disarm() {
    Spy.arm(null);
  }

  @Override
  protected void onOpened(String kind, Object handle, @Nullable Object about) {
    if (AgentThread.isCurrent()) {
      return;
    }
    switch (kind) {
      case Kind.FILE -> tables.opened(handle, naming.ofFile(about));
      case Kind.SOCKET -> {
        if (about instanceof SocketAddress peer) {
          tables.opened(handle, naming.ofPeer(peer));
        }
      }
      case Kind.ACCEPTED -> tables.opened(handle, naming.ofCaller(caller(handle, about)));
      case Kind.DATAGRAM -> tables.opened(handle, naming.ofDatagrams(about, false));
      case Kind.DATAGRAM_TO -> tables.opened(handle, naming.ofDatagrams(about, true));
      case Kind.LISTENER -> tables.opened(handle, naming.ofListener(about));
      case Kind.JDBC -> tables.opened(handle, naming.ofDatabase(about));
      case Kind.CHILD -> {
        if (handle instanceof Process process) {
          tables.childStarted(process, naming.ofCommand(about));
        }
      }
      default -> tables.openedSomewhere(kind, handle);
    }
  }

  @Override
  protected void onClosed(Object handle) {
    tables.closed(handle);
  }

  @Override
  protected void onSlowConnect(long nanos) {
    if (!AgentThread.isCurrent()) {
      tables.slowConnects().add(nanos);
    }
  }

  @Override
  protected void onSeen(String kind, Object thing) {
    if (!AgentThread.isCurrent()) {
      tables.seen(Pools.kindOf(thing), thing);
    }
  }

  @Override
  protected @Nullable Object onRequestBegins(@Nullable String scheme, String host, int port) {
    return AgentThread.isCurrent() ? null : tables.requestBegan(naming.ofUri(scheme, host, port));
  }

  @Override
  protected void onRequestPromised(Object request, @Nullable CompletableFuture<?> future) {
    tables.requestPromised((Call) request, future);
  }

  @Override
  protected void onRequestEnds(Object request) {
    tables.requestEnded((Call) request);
  }

  @Override
  protected void onCallBegins(Object call, @Nullable String scheme, String host, int port) {
    if (!AgentThread.isCurrent()) {
      tables.callBegan(call, naming.ofUri(scheme, host, port));
    }
  }

  @Override
  protected void onCallEnds(Object call) {
    tables.callEnded(call);
  }

  @Override
  protected void onExchangeBegins(Object exchange, @Nullable String method, @Nullable String path) {
    tables.exchangeBegan(exchange, naming.ofRoute(method, path));
  }

  @Override
  protected void onExchangeEnds(Object exchange) {
    tables.exchangeEnded(exchange);
  }

  @Override
  protected SocketAddress onBinding(Object listener, SocketAddress address, int backlog) {
    return berths.binding(listener, address, backlog);
  }

  @Override
  protected void onBound(Object listener, boolean done) {
    SocketAddress address = berths.bound(listener, done);
    if (address != null) {
      tables.opened(listener, naming.ofListener(address));
    }
  }

  private @Nullable SocketAddress caller(Object socket, @Nullable Object about) {
    return about instanceof SocketAddress peer
        ? peer
        : acceptedPeer == null ? null : acceptedPeer.of(socket);
  }
}
