package dev.plimsoll.server.web;

import dev.plimsoll.store.Page;
import dev.plimsoll.wire.json.Json;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How answers are written. */
final class Answers {
  private Answers() {}

  static void json(Context ctx, int status, Map<String, ?> object) {
    send(ctx, status, "application/json", object);
    ctx.header("Cache-Control", "no-store");
  }

  static void problem(Context ctx, int status, Map<String, ?> problem) {
    send(ctx, status, "application/problem+json", problem);
    ctx.header("Cache-Control", "no-store");
  }

  static <T> void page(Context ctx, Page<T> page, Function<T, Map<String, ?>> item) {
    list(ctx, page.items().stream().map(item).toList(), page.next());
  }

  static void list(Context ctx, List<? extends Map<String, ?>> items, @Nullable String next) {
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    list.put("items", items);
    list.put("next", next);
    json(ctx, 200, list);
  }

  private static void send(Context ctx, int status, String type, Map<String, ?> object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try {
      Json.write(object, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    ctx.status(status).contentType(type).result(bytes.toByteArray());
  }
}
