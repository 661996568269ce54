package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.apache.catalina.connector.Request;

/**
 * Tomcat, 8.5 to 11, whichever servlet API.
 *
 * <p>A request counts from when the connector has parsed it and is about to hand it to the engine,
 * until the connector takes the request object back: it does so after the handler, after {@code
 * complete()} of an asynchronous one, and after each kind of failure. Both are methods of one
 * class, so that none can begin whose end would be missed.
 */
final class Tomcat {
  private static final String REQUEST = "org.apache.catalina.connector.Request";

  static final List<Seam> SEAMS =
      List.of(
          Seam.of(REQUEST, "setAsyncSupported(boolean)", Tomcat.class, "Handle"),
          Seam.of(REQUEST, "recycle()", Tomcat.class, "Recycle"),
          Seam.of(
              "org.apache.coyote.http11.Http11Processor",
              "prepareResponse()",
              Tomcat.class,
              "Answer"));

  private Tomcat() {}

  /**
   * {@code setAsyncSupported}, the connector's last word to a request before it is handled. Some
   * valves say it again, of the same request.
   */
  static final class Handle {
    private Handle() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Request request) {
      Spy.exchangeBegins(request, request.getMethod(), request.getRequestURI());
    }
  }

  /** {@code prepareResponse}: the headers are made, and nothing of them is written yet. */
  static final class Answer {
    private Answer() {}

    @SuppressWarnings("UnusedVariable") // it is the field of the class that this is copied into
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue(value = "keepAlive", readOnly = false) boolean keepAlive) {
      if (Spy.isClosing()) {
        keepAlive = false;
      }
    }
  }

  static final class Recycle {
    private Recycle() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object request) {
      Spy.exchangeEnds(request);
    }
  }
}
