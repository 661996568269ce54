package dev.plimsoll.agent.seams.jdk;

import com.sun.net.httpserver.Headers;
import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.net.URI;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** The JDK's own HTTP server. */
final class HttpServers {
  private static final String EXCHANGE = "sun.net.httpserver.ExchangeImpl";

  static final List<Seam> SEAMS =
      List.of(
          Seam.of(EXCHANGE, "<init>(..)", HttpServers.class, "ExchangeBegins"),
          Seam.of(EXCHANGE, "close()", HttpServers.class, "ExchangeCloses"),
          Seam.of(EXCHANGE, "sendResponseHeaders(int,long)", HttpServers.class, "Answer"),
          // The first up to release 24, the second from 25 on.
          written("sun.net.httpserver.WriteFinishedEvent"),
          written("sun.net.httpserver.Event$WriteFinished"));

  private HttpServers() {}

  private static Seam written(String type) {
    return Seam.of(type, "<init>(..)", HttpServers.class, "ExchangeWritten");
  }

  /** Constructor of the JDK's HTTP server's exchange. */
  static final class ExchangeBegins {
    private ExchangeBegins() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object exchange,
        @Advice.FieldValue("method") String method,
        @Advice.FieldValue("uri") URI uri) {
      Spy.exchangeBegins(exchange, method, uri.getPath());
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

  /** The headers of the answer are about to be written; the server obeys what they say. */
  static final class Answer {
    private Answer() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("rspHdrs") Headers headers) {
      if (Spy.isClosing()) {
        headers.set("Connection", "close");
      }
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
}
