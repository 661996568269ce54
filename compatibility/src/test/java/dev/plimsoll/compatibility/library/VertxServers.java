package dev.plimsoll.compatibility.library;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.CountDownLatch;

/** Vert.x, with what is the same in 4 and 5. */
final class VertxServers {
  private VertxServers() {}

  static int start() throws Exception {
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
}
