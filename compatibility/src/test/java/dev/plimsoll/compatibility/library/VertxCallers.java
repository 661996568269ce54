package dev.plimsoll.compatibility.library;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;

/** Vert.x. */
final class VertxCallers {
  private static final int PLENTY = 100;

  private VertxCallers() {}

  static Caller start() {
    HttpClient client =
        Vertx.vertx()
            .createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(PLENTY));
    return url -> {
      URI uri = URI.create(url);
      var call =
          client
              .request(HttpMethod.GET, uri.getPort(), uri.getHost(), uri.getPath())
              .compose(
                  request -> {
                    var body = request.send().compose(response -> response.body());
                    return body.onFailure(error -> {});
                  });
      var ignored = call.onFailure(error -> {});
      return () -> {};
    };
  }
}
