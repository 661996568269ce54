package dev.plimsoll.agent.weave;

import dev.plimsoll.agent.spy.Spy;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Code that is copied into methods of the JDK. It may name nothing but the spy and types that the
 * method's own class sees; nothing it throws reaches the application.
 */
final class Advices {
  private Advices() {}

  /** {@code connect(SocketAddress, ..)}: failed ones have been closed by the method itself. */
  static final class Connect {
    private Connect() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object socket, @Advice.Argument(0) SocketAddress peer) {
      Spy.connected(socket, peer);
    }
  }

  /** {@code NioSocketImpl.accept(SocketImpl)}. */
  static final class Accept {
    private Accept() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) SocketImpl accepted) {
      Spy.accepted(accepted, null);
    }
  }

  /** The constructor of {@code SocketChannelImpl} for accepted sockets. */
  static final class AcceptedChannel {
    private AcceptedChannel() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object socket, @Advice.Argument(3) SocketAddress peer) {
      Spy.accepted(socket, peer);
    }
  }

  static final class Close {
    private Close() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object socket) {
      Spy.closed(socket);
    }
  }

  /** {@code HttpClientImpl.sendAsync}, which {@code send} goes through too. */
  static final class SendAsync {
    private SendAsync() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) HttpRequest request) {
      URI uri = request.uri();
      return Spy.requestBegins(uri.getScheme(), uri.getHost(), uri.getPort());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object request,
        @Advice.Return @Nullable CompletableFuture<?> future) {
      Spy.requestPromised(request, future);
    }
  }

  /**
   * {@code HttpURLConnection.getInputStream0}, which sends and waits for the head of the answer.
   */
  static final class AwaitAnswer {
    private AwaitAnswer() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.FieldValue("url") URL url) {
      return Spy.requestBegins(url.getProtocol(), url.getHost(), url.getPort());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object request) {
      Spy.requestEnds(request);
    }
  }

  /** Constructor of the JDK's HTTP server's exchange. */
  static final class ExchangeBegins {
    private ExchangeBegins() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object exchange,
        @Advice.FieldValue("method") String method,
        @Advice.FieldValue("uri") URI uri) {
      Spy.exchangeBegins(exchange, method, uri);
    }
  }

  /** The exchange is closed by its handler. */
  static final class ExchangeCloses {
    private ExchangeCloses() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object exchange) {
      Spy.exchangeEnds(exchange);
    }
  }

  /** Constructor of the event that says the whole response is written. */
  static final class ExchangeWritten {
    private ExchangeWritten() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Object exchange) {
      Spy.exchangeEnds(exchange);
    }
  }

  /** {@code bind(SocketAddress, int)} of listeners; at entry no lock of theirs is held yet. */
  static final class Bind {
    private Bind() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) @Nullable SocketAddress address) {
      Spy.binding(address);
    }
  }
}
