package dev.plimsoll.server.web;

import dev.plimsoll.store.Journal;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/events}. */
final class EventsApi {
  private final Store store;

  EventsApi(Store store) {
    this.store = store;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/events", this::list);
  }

  private void list(Context ctx) {
    Params params = new Params(ctx);
    Journal.Query query =
        new Journal.Query(
            params.text("run"),
            params.text("service"),
            params.text("instance"),
            params.names("kind"),
            params.time("from", 0),
            params.time("to", Long.MAX_VALUE),
            params.limit(100, 1000),
            params.text("cursor"));
    Answers.page(ctx, Params.withCursor(() -> store.journal().list(query)), EventsApi::json);
  }

  /** What the kind brings stands beside the rest; it cannot push the rest aside. */
  private static Map<String, @Nullable Object> json(JournalEntry event) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(event.data());
    json.put("id", event.id());
    json.put("at", event.at());
    json.put("run", event.run());
    json.put("service", event.service());
    json.put("instance", event.instance());
    json.put("kind", event.kind());
    json.put("text", event.text());
    return json;
  }
}
