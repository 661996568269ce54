package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Servlets, jakarta and javax, in a container that is none of those known here.
 *
 * <p>Which one it is, its context tells, however the request has been wrapped on its way: those of
 * the known are left out, and so is what a request is forwarded to. An asynchronous request counts
 * until the servlet returns: no API says when it completes without a listener, which would have to
 * be a class of ours in the application's loader.
 */
final class Servlets {
  static final List<Seam> SEAMS = List.of(service("jakarta", "Jakarta"), service("javax", "Javax"));

  private Servlets() {}

  private static Seam service(String root, String advice) {
    return Seam.of(
        root + ".servlet.http.HttpServlet",
        "service(" + root + ".servlet.ServletRequest," + root + ".servlet.ServletResponse)",
        Servlets.class,
        advice);
  }

  static final class Jakarta {
    private Jakarta() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) jakarta.servlet.ServletRequest request) {
      String container = request.getServletContext().getClass().getName();
      if (container.startsWith("org.apache.catalina.")
          || container.startsWith("org.eclipse.jetty.")
          || container.startsWith("io.undertow.")
          || !request.getDispatcherType().name().equals("REQUEST")) {
        return null;
      }
      jakarta.servlet.http.HttpServletRequest http =
          (jakarta.servlet.http.HttpServletRequest) request;
      Spy.exchangeBegins(http, http.getMethod(), http.getRequestURI());
      return http;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object begun) {
      Spy.exchangeEnds(begun);
    }
  }

  static final class Javax {
    private Javax() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) javax.servlet.ServletRequest request) {
      String container = request.getServletContext().getClass().getName();
      if (container.startsWith("org.apache.catalina.")
          || container.startsWith("org.eclipse.jetty.")
          || container.startsWith("io.undertow.")
          || !request.getDispatcherType().name().equals("REQUEST")) {
        return null;
      }
      javax.servlet.http.HttpServletRequest http = (javax.servlet.http.HttpServletRequest) request;
      Spy.exchangeBegins(http, http.getMethod(), http.getRequestURI());
      return http;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object begun) {
      Spy.exchangeEnds(begun);
    }
  }
}
