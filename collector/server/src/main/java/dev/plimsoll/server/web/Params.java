package dev.plimsoll.server.web;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request; one that cannot be read is a problem that names it. */
final class Params {
  private final Context ctx;

  Params(Context ctx) {
    this.ctx = ctx;
  }

  @Nullable String text(String name) {
    String value = ctx.queryParam(name);
    return value == null || value.isBlank() ? null : value;
  }

  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw ProblemException.at(400, name, "the parameter " + name + " is missing");
    }
    return value;
  }

  Set<String> names(String name) {
    String value = text(name);
    return value == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(value.split(",", -1)));
  }

  /** Epoch milliseconds. */
  long time(String name, long otherwise) {
    return number(name, otherwise, 0, Long.MAX_VALUE);
  }

  int limit(int usual, int most) {
    return (int) Math.min(most, number("limit", usual, 1, Long.MAX_VALUE));
  }

  long number(String name, long otherwise, long least, long most) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number < least || number > most) {
        throw ProblemException.at(
            400, name, name + " must be from " + least + " to " + most + ", not " + value);
      }
      return number;
    } catch (NumberFormatException e) {
      throw ProblemException.at(400, name, name + " must be a whole number, not " + value);
    }
  }

  /** Reads something whose cursor may be none of ours. */
  static <T> T withCursor(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw ProblemException.at(400, "cursor", String.valueOf(e.getMessage()));
    }
  }
}
