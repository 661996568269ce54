package dev.plimsoll.agent.seams.jdk;

import dev.plimsoll.agent.spy.Spy;
import dev.plimsoll.agent.weave.Seam;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The JDK's two HTTP clients. */
final class HttpClients {
  static final List<Seam> SEAMS =
      List.of(
          Seam.of(
              "sun.net.www.protocol.http.HttpURLConnection",
              "getInputStream0()",
              HttpClients.class,
              "AwaitAnswer"),
          Seam.of(
              "jdk.internal.net.http.HttpClientImpl",
              "sendAsync(*,*,*,*)",
              HttpClients.class,
              "SendAsync"));

  private HttpClients() {}

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
}
