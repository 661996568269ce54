package dev.plimsoll.compatibility.library;

import java.net.URI;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5. */
final class ApacheCallers {
  private static final int TWENTY = 20;
  private static final int PLENTY = 100;

  private ApacheCallers() {}

  /** 5, with fewer connections than calls: those that wait for one count, too. */
  @SuppressWarnings("deprecation") // its successor is not in 5.0
  static Caller classic5() {
    PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
    connections.setDefaultMaxPerRoute(TWENTY);
    CloseableHttpClient client =
        HttpClients.custom().disableAutomaticRetries().setConnectionManager(connections).build();
    return Caller.onThreads(
        url -> {
          try (var response = client.execute(new HttpGet(url))) {
            EntityUtils.consume(response.getEntity());
          }
        });
  }

  /** 5, with a connection for each call. */
  static Caller async5() {
    CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .disableAutomaticRetries()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(PLENTY)
                    .setMaxConnTotal(PLENTY)
                    .build())
            .build();
    client.start();
    return url -> {
      SimpleHttpRequest request = new SimpleHttpRequest("GET", URI.create(url));
      Future<SimpleHttpResponse> future = client.execute(request, null);
      return () -> future.cancel(true);
    };
  }
}
