package dev.plimsoll.compatibility.library;

import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4. */
final class Apache4Callers {
  private static final int TWENTY = 20;

  private Apache4Callers() {}

  static Caller start() {
    CloseableHttpClient client =
        HttpClients.custom()
            .disableAutomaticRetries()
            .setMaxConnPerRoute(TWENTY)
            .setMaxConnTotal(TWENTY)
            .build();
    return Caller.onThreads(
        url -> {
          try (var response = client.execute(new HttpGet(url))) {
            EntityUtils.consume(response.getEntity());
          }
        });
  }
}
