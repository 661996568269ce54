package dev.plimsoll.compatibility.library;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp, with what is the same in 3 to 5. */
final class OkHttpCallers {
  private OkHttpCallers() {}

  static Caller sync() {
    OkHttpClient client = client();
    return Caller.onThreads(
        url -> {
          try (Response response =
              client.newCall(new Request.Builder().url(url).build()).execute()) {
            response.body().bytes();
          }
        });
  }

  /** By default five at a time to one host; the others wait in the dispatcher. */
  static Caller async() {
    OkHttpClient client = client();
    return url -> {
      Call call = client.newCall(new Request.Builder().url(url).build());
      call.enqueue(new Reading());
      return call::cancel;
    };
  }

  private static OkHttpClient client() {
    return new OkHttpClient.Builder()
        .retryOnConnectionFailure(false)
        .readTimeout(0, TimeUnit.SECONDS)
        .build();
  }

  private static final class Reading implements Callback {
    @Override
    public void onFailure(Call call, IOException e) {}

    @Override
    public void onResponse(Call call, Response response) throws IOException {
      try (response) {
        response.body().bytes();
      }
    }
  }
}
