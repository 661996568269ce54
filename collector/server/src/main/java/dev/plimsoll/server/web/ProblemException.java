package dev.plimsoll.server.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer that says what was wrong: an RFC 9457 problem. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String path;

  private ProblemException(int status, String detail, @Nullable String path) {
    super(detail);
    this.status = status;
    this.path = path;
  }

  static ProblemException of(int status, String detail) {
    return new ProblemException(status, detail, null);
  }

  /** With the place in the request that is at fault. */
  static ProblemException at(int status, @Nullable String path, String detail) {
    return new ProblemException(status, detail, path);
  }

  static ProblemException notFound(String what) {
    return of(404, what);
  }

  int status() {
    return status;
  }

  Map<String, Object> json() {
    Map<String, Object> json = json(status, String.valueOf(getMessage()));
    if (path != null && !path.isEmpty()) {
      json.put("path", path);
    }
    return json;
  }

  static Map<String, Object> json(int status, String detail) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "about:blank");
    json.put("title", title(status));
    json.put("status", status);
    json.put("detail", detail);
    return json;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 503 -> "Service Unavailable";
      case 507 -> "Insufficient Storage";
      default -> status < 500 ? "Request Refused" : "Server Error";
    };
  }
}
