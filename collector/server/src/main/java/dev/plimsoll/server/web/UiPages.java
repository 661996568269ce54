package dev.plimsoll.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The web UI, from the class path under {@code /ui/}. */
final class UiPages {
  private static final String ROOT = "/ui";
  private static final String PAGE = "/index.html";

  /** Names of built assets carry a hash of their content. */
  private static final String ASSETS = "/assets/";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "woff2", "font/woff2");

  void addTo(RoutesConfig routes) {
    routes.get("/api/<path>", UiPages::noSuchApi);
    routes.get("/", this::page);
    routes.get("/<path>", this::page);
  }

  private static void noSuchApi(Context ctx) {
    throw ProblemException.notFound("there is nothing at " + ctx.path());
  }

  /** A path without a dot is a view of the one page, which looks at the address itself. */
  private void page(Context ctx) throws IOException {
    String path = ctx.path();
    boolean view = path.lastIndexOf('.') < path.lastIndexOf('/') + 1;
    String resource = view ? PAGE : path;
    byte[] content = read(resource);
    if (content == null) {
      String detail =
          view ? "this collector was built without its pages" : "there is nothing at " + path;
      throw ProblemException.notFound(detail);
    }
    String caching =
        resource.startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-cache";
    ctx.header("Cache-Control", caching)
        .header("Content-Security-Policy", "frame-ancestors 'none'")
        .contentType(type(resource))
        .result(content);
  }

  private static byte @Nullable [] read(String resource) throws IOException {
    if (resource.contains("..") || resource.contains("//") || resource.contains("\\")) {
      return null;
    }
    try (InputStream in = UiPages.class.getResourceAsStream(ROOT + resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static String type(String resource) {
    String extension = resource.substring(resource.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }
}
