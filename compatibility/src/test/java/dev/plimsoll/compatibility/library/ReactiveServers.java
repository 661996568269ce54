package dev.plimsoll.compatibility.library;

import java.nio.charset.StandardCharsets;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.core.publisher.Mono;

/** Reactor Netty, and Spring on top of it. */
final class ReactiveServers {
  private ReactiveServers() {}

  static int reactor() {
    return reactor.netty.http.server.HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .handle((request, response) -> response.sendString(body(request.uri())))
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
        .map(text -> new DefaultDataBufferFactory().wrap(text.getBytes(StandardCharsets.US_ASCII)));
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
