package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.apache.catalina.connector.Request;

/**
 * Tomcat, 8.5 to 11, whichever servlet API.
 *
 * <p>A request counts from the engine's last valve, where its path is parsed and every protocol has
 * come together, until the connector takes the request object back: it does so after the handler,
 * after {@code complete()} of an asynchronous one, and after each kind of failure.
 */
final class Tomcat {
  static final List<Seam> SEAMS =
      List.of(
          Seam.of(
              "org.apache.catalina.core.StandardEngineValve",
              "invoke(org.apache.catalina.connector.Request,*)",
              Tomcat.class,
              "Handle"),
          Seam.of("org.apache.catalina.connector.Request", "recycle()", Tomcat.class, "Recycle"));

  private Tomcat() {}

  /** Comes again for each dispatch of an asynchronous request, which is still the same one. */
  static final class Handle {
    private Handle() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Request request) {
      Spy.exchangeBegins(request, request.getMethod(), request.getRequestURI());
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
