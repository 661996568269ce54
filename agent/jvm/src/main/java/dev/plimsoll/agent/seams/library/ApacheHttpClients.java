package dev.plimsoll.agent.seams.library;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient: 5, blocking and asynchronous, and 4, blocking.
 *
 * <p>In 5 a request counts from when it asks the pool for a connection until it gives it back: the
 * response is read to its end, closed, failed or cancelled. Each redirect asks anew, and is of the
 * host that it leads to.
 */
final class ApacheHttpClients {
  private static final String CLIENT_5 = "org.apache.hc.client5.http.impl.";

  static final List<Seam> SEAMS =
      Stream.of(
              exchange(CLIENT_5 + "classic.InternalExecRuntime"),
              exchange(CLIENT_5 + "async.InternalHttpAsyncExecRuntime"),
              exchange(CLIENT_5 + "async.InternalH2AsyncExecRuntime"),
              List.of(
                  Seam.of(
                      "org.apache.http.impl.client.InternalHttpClient",
                      "doExecute(org.apache.http.HttpHost,*,*)",
                      ApacheHttpClients.class,
                      "Execute")))
          .flatMap(List::stream)
          .toList();

  private ApacheHttpClients() {}

  private static List<Seam> exchange(String runtime) {
    return List.of(
        Seam.of(
            runtime,
            "acquireEndpoint(*,org.apache.hc.client5.http.HttpRoute,..)",
            ApacheHttpClients.class,
            "Acquire"),
        Seam.of(runtime, "releaseEndpoint()", ApacheHttpClients.class, "Release"),
        Seam.of(runtime, "discardEndpoint()", ApacheHttpClients.class, "Release"));
  }

  /** 5: one that gets no connection has no other end than the exception. */
  static final class Acquire {
    private Acquire() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object runtime, @Advice.Argument(1) HttpRoute route) {
      HttpHost target = route.getTargetHost();
      Spy.callBegins(runtime, target.getSchemeName(), target.getHostName(), target.getPort());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.This Object runtime, @Advice.Thrown @Nullable Throwable noConnection) {
      if (noConnection != null) {
        Spy.callEnds(runtime);
      }
    }
  }

  /** 5: called on success and on failure of every kind, some of them twice. */
  static final class Release {
    private Release() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object runtime) {
      Spy.callEnds(runtime);
    }
  }

  /** 4: up to the head of the response. */
  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) org.apache.http.@Nullable HttpHost target) {
      return target == null
          ? null
          : Spy.requestBegins(target.getSchemeName(), target.getHostName(), target.getPort());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object request) {
      Spy.requestEnds(request);
    }
  }
}
