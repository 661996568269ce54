package dev.plimsoll.agent.handles;

import dev.plimsoll.agent.guest.AgentThread;
import dev.plimsoll.agent.spy.Kind;
import dev.plimsoll.agent.spy.Spy;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Takes the calls from the woven JDK; those of the agent's own threads do not count. */
public final class CountingSpy extends Spy {
  private final HandleTables tables;
  private final IntConsumer beforeBind;
  private final @Nullable AcceptedPeer acceptedPeer = AcceptedPeer.orNull();

  private CountingSpy(HandleTables tables, IntConsumer beforeBind) {
    this.tables = tables;
    this.beforeBind = beforeBind;
  }

  /**
   * Counts into the tables from now on.
   *
   * <p>Only here is the spy named as a type of ours: a verifier that met it in a class of an
   * earlier hour would look for it before it is defined.
   *
   * @param beforeBind told of the port of each listener before it is bound; may take its time
   */
  public static void arm(HandleTables tables, IntConsumer beforeBind) {
    Spy.arm(new CountingSpy(tables, beforeBind));
  }

  /** Counts nothing any more. */
  public static void disarm() {
    Spy.arm(null);
  }

  @Override
  protected void onOpened(String kind, Object handle, @Nullable Object about) {
    if (kind.equals(Kind.ACCEPTED)) {
      SocketAddress from =
          about instanceof SocketAddress peer
              ? peer
              : acceptedPeer == null ? null : acceptedPeer.of(handle);
      tables.socketOpened(handle, tables.names().ofCaller(from));
    } else if (about instanceof SocketAddress peer && !AgentThread.isCurrent()) {
      tables.socketOpened(handle, tables.names().ofPeer(peer));
    }
  }

  @Override
  protected void onClosed(Object handle) {
    tables.socketClosed(handle);
  }

  @Override
  protected void onSeen(String kind, Object thing) {}

  @Override
  protected @Nullable Object onRequestBegins(@Nullable String scheme, String host, int port) {
    return AgentThread.isCurrent()
        ? null
        : tables.requests().begin(tables.names().ofUri(scheme, host, port), System.nanoTime());
  }

  @Override
  protected void onRequestPromised(Object request, @Nullable CompletableFuture<?> future) {
    tables.requests().promised((Request) request, future);
  }

  @Override
  protected void onRequestEnds(Object request) {
    tables.requests().end((Request) request);
  }

  @Override
  protected void onCallBegins(Object call, @Nullable String scheme, String host, int port) {}

  @Override
  protected void onCallEnds(Object call) {}

  @Override
  protected void onExchangeBegins(Object exchange, @Nullable String method, @Nullable String path) {
    tables.exchangeBegan(exchange, method, path);
  }

  @Override
  protected void onExchangeEnds(Object exchange) {
    tables.exchangeEnded(exchange);
  }

  @Override
  protected void onBinding(SocketAddress address) {
    if (address instanceof InetSocketAddress internet && !AgentThread.isCurrent()) {
      beforeBind.accept(internet.getPort());
    }
  }
}
