package dev.plimsoll.compatibility.library;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.core.publisher.Mono;

/** Servers on top of Netty. */
final class ReactiveServers {
  private ReactiveServers() {}

  static int vertx() throws Exception {
    Vertx vertx = Vertx.vertx();
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  String path = request.path();
                  var context = vertx.getOrCreateContext();
                  Runnable answer =
                      () ->
                          context.runOnContext(
                              turn -> request.response().end("hello from " + path + "\n"));
                  if (path.endsWith("-error")) {
                    var ignored = request.connection().close();
                  } else if (path.endsWith("-held")) {
                    Gate.afterwards(answer);
                  } else {
                    answer.run();
                  }
                });
    CountDownLatch bound = new CountDownLatch(1);
    var ignored = server.listen(0, "127.0.0.1").onComplete(result -> bound.countDown());
    bound.await();
    return server.actualPort();
  }

  static int reactor() {
    return reactor.netty.http.server.HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .handle(
            (request, response) ->
                response.sendString(body(request.uri())))
        .bindNow()
        .port();
  }

  /** Spring's way to the same server. */
  static int webFlux() {
    HttpHandler handler =
        (request, response) -> response.writeWith(buffers(request.getPath().value()));
    return reactor.netty.http.server.HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .handle(new ReactorHttpHandlerAdapter(handler))
        .bindNow()
        .port();
  }

  private static Publisher<DataBuffer> buffers(String path) {
    return body(path)
        .map(
            text ->
                new DefaultDataBufferFactory().wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Mono<String> body(String path) {
    if (path.endsWith("-error")) {
      return Mono.error(new IllegalStateException("on purpose"));
    }
    String text = "hello from " + path + "\n";
    return path.endsWith("-held")
        ? Mono.create(sink -> Gate.afterwards(() -> sink.success(text)))
        : Mono.just(text);
  }
}
