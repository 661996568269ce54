package dev.plimsoll.agent.spy;

import java.net.SocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the code woven into the JDK calls. In the packaged agent this class stands in {@code
 * java.lang}, where every module sees it; so it is one class, and needs nothing but {@code
 * java.base}.
 *
 * <p>Until it is armed, and if anything goes wrong behind it, it does nothing.
 */
public abstract class Spy {
  private static volatile @Nullable Spy target;

  protected Spy() {}

  /** Passes calls on to {@code spy} from now on; null to stop. */
  public static void arm(@Nullable Spy spy) {
    target = spy;
  }

  /** A socket was connected, or began to be. */
  public static void connected(Object socket, @Nullable SocketAddress peer) {
    Spy spy = target;
    if (spy != null && peer != null) {
      try {
        spy.onConnected(socket, peer);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** A listener accepted a socket; the peer is null where only the socket knows it. */
  public static void accepted(Object socket, @Nullable SocketAddress peer) {
    Spy spy = target;
    if (spy != null) {
      try {
        spy.onAccepted(socket, peer);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** A socket is being closed, whether it was ever connected or not. */
  public static void closed(Object socket) {
    Spy spy = target;
    if (spy != null) {
      try {
        spy.onClosed(socket);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** An outgoing request begins; what is returned has to be given back when it ends. */
  public static @Nullable Object requestBegins(
      @Nullable String scheme, @Nullable String host, int port) {
    Spy spy = target;
    if (spy != null && host != null) {
      try {
        return spy.onRequestBegins(scheme, host, port);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
    return null;
  }

  /** The request ends when its future does, however that is. */
  public static void requestPromised(
      @Nullable Object request, @Nullable CompletableFuture<?> future) {
    Spy spy = target;
    if (spy != null && request != null) {
      try {
        spy.onRequestPromised(request, future);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** An outgoing request has ended. */
  public static void requestEnds(@Nullable Object request) {
    Spy spy = target;
    if (spy != null && request != null) {
      try {
        spy.onRequestEnds(request);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** A server begins to handle a request. */
  public static void exchangeBegins(Object exchange, @Nullable String method, @Nullable URI uri) {
    Spy spy = target;
    if (spy != null) {
      try {
        spy.onExchangeBegins(exchange, method, uri);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** A server has answered a request, or given it up; may be told more than once. */
  public static void exchangeEnds(@Nullable Object exchange) {
    Spy spy = target;
    if (spy != null && exchange != null) {
      try {
        spy.onExchangeEnds(exchange);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** A listener is about to be bound; returns when it may. */
  public static void binding(@Nullable SocketAddress address) {
    Spy spy = target;
    if (spy != null && address != null) {
      try {
        spy.onBinding(address);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  protected abstract void onConnected(Object socket, SocketAddress peer);

  protected abstract void onAccepted(Object socket, @Nullable SocketAddress peer);

  protected abstract void onClosed(Object socket);

  protected abstract @Nullable Object onRequestBegins(
      @Nullable String scheme, String host, int port);

  protected abstract void onRequestPromised(Object request, @Nullable CompletableFuture<?> future);

  protected abstract void onRequestEnds(Object request);

  protected abstract void onExchangeBegins(
      Object exchange, @Nullable String method, @Nullable URI uri);

  protected abstract void onExchangeEnds(Object exchange);

  protected abstract void onBinding(SocketAddress address);
}
