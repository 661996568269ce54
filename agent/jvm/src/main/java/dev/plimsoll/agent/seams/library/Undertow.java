package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Undertow, and with it WildFly: HTTP/1.1, HTTP/2 and AJP meet in the two methods. */
final class Undertow {
  static final List<Seam> SEAMS =
      List.of(
          Seam.of(
              "io.undertow.server.Connectors",
              "executeRootHandler(*,io.undertow.server.HttpServerExchange)",
              Undertow.class,
              "Execute"),
          Seam.of(
              "io.undertow.server.HttpServerExchange",
              "invokeExchangeCompleteListeners()",
              Undertow.class,
              "Complete"));

  private Undertow() {}

  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) HttpServerExchange exchange) {
      Spy.exchangeBegins(
          exchange, exchange.getRequestMethod().toString(), exchange.getRequestPath());
    }
  }

  /** Called whether there are listeners or not, once request and response are through. */
  static final class Complete {
    private Complete() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object exchange) {
      Spy.exchangeEnds(exchange);
    }
  }
}
