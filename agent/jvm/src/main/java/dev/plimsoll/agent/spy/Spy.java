package dev.plimsoll.agent.spy;

import java.net.SocketAddress;
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
  /** As slow as the reads and writes that Flight Recorder tells of. */
  private static final long SLOW_CONNECT_NANOS = 100_000_000;

  private static volatile @Nullable Spy target;
  private static volatile boolean closing;

  protected Spy() {}

  /** Passes calls on to {@code spy} from now on; null to stop. */
  public static void arm(@Nullable Spy spy) {
    target = spy;
  }

  /**
   * A handle was opened, or has another end than it had, as a socket that was connected later.
   *
   * @param kind one of {@link Kind}
   * @param about what is at its other end: a socket address, a file, a URL, a command; null where
   *     only the handle itself knows
   */
  public static void opened(String kind, @Nullable Object handle, @Nullable Object about) {
    Spy spy = target;
    if (spy != null && handle != null) {
      try {
        spy.onOpened(kind, handle, about);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /**
   * A socket has been connected, or not.
   *
   * @param since of {@link System#nanoTime()}, when that began
   */
  public static void connectEnded(long since) {
    long took = System.nanoTime() - since;
    if (took < SLOW_CONNECT_NANOS) {
      return;
    }
    Spy spy = target;
    if (spy != null) {
      try {
        spy.onSlowConnect(took);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** A handle is being closed, whether its opening was seen or not. */
  public static void closed(@Nullable Object handle) {
    Spy spy = target;
    if (spy != null && handle != null) {
      try {
        spy.onClosed(handle);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** Something has come to be that is looked at once a second, as long as it lives. */
  public static void seen(String kind, @Nullable Object thing) {
    Spy spy = target;
    if (spy != null && thing != null) {
      try {
        spy.onSeen(kind, thing);
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

  /** An outgoing request begins whose object is at hand when it ends. */
  public static void callBegins(
      @Nullable Object call, @Nullable String scheme, @Nullable String host, int port) {
    Spy spy = target;
    if (spy != null && call != null && host != null) {
      try {
        spy.onCallBegins(call, scheme, host, port);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** That request has ended, however; may be told more than once. */
  public static void callEnds(@Nullable Object call) {
    Spy spy = target;
    if (spy != null && call != null) {
      try {
        spy.onCallEnds(call);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /**
   * A server begins to handle a request.
   *
   * @param exchange the same object at its end; a second beginning of it changes nothing
   */
  public static void exchangeBegins(
      @Nullable Object exchange, @Nullable String method, @Nullable String path) {
    Spy spy = target;
    if (spy != null && exchange != null) {
      try {
        spy.onExchangeBegins(exchange, method, path);
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

  /** A listener is about to be bound; returns when it may, with where. */
  public static @Nullable SocketAddress binding(
      @Nullable Object listener, @Nullable SocketAddress address, int backlog) {
    Spy spy = target;
    if (spy != null && listener != null && address != null) {
      try {
        return spy.onBinding(listener, address, backlog);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
    return address;
  }

  /** The bind is over; {@code failure} is why it was not done. */
  public static void bound(@Nullable Object listener, @Nullable Throwable failure) {
    Spy spy = target;
    if (spy != null && listener != null) {
      try {
        spy.onBound(listener, failure == null);
      } catch (Throwable ignored) {
        // The application must not feel it.
      }
    }
  }

  /** Each answer is the last on its connection from now on, or again not. */
  public static void closing(boolean whether) {
    closing = whether;
  }

  /** Whether an answer has to say that its connection ends with it. */
  public static boolean isClosing() {
    return closing;
  }

  protected abstract void onOpened(String kind, Object handle, @Nullable Object about);

  protected abstract void onClosed(Object handle);

  protected abstract void onSlowConnect(long nanos);

  protected abstract void onSeen(String kind, Object thing);

  protected abstract @Nullable Object onRequestBegins(
      @Nullable String scheme, String host, int port);

  protected abstract void onRequestPromised(Object request, @Nullable CompletableFuture<?> future);

  protected abstract void onRequestEnds(Object request);

  protected abstract void onCallBegins(Object call, @Nullable String scheme, String host, int port);

  protected abstract void onCallEnds(Object call);

  protected abstract void onExchangeBegins(
      Object exchange, @Nullable String method, @Nullable String path);

  protected abstract void onExchangeEnds(Object exchange);

  protected abstract SocketAddress onBinding(Object listener, SocketAddress address, int backlog);

  protected abstract void onBound(Object listener, boolean done);
}
