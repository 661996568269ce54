package dev.plimsoll.server.web;

import dev.plimsoll.store.Store;
import dev.plimsoll.store.StoreHealth;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /healthz}. */
final class HealthApi {
  private final Store store;
  private final Clock clock;
  private final long startedAt;

  HealthApi(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.startedAt = clock.millis();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/healthz", this::health);
  }

  private void health(Context ctx) {
    StoreHealth health = store.health();
    Map<String, @Nullable Object> storage = new LinkedHashMap<>();
    storage.put("writable", health.writable());
    storage.put("problem", health.problem());
    storage.put("bytes", health.bytes());
    storage.put("freeBytes", health.freeBytes());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("status", health.writable() ? "ok" : "failing");
    json.put("version", version());
    json.put("uptimeMs", clock.millis() - startedAt);
    json.put("storage", storage);
    Answers.json(ctx, health.writable() ? 200 : 503, json);
  }

  private static String version() {
    String version = HealthApi.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
