package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list that is read newest first, page by page. A cursor is the time and the
 * number of the last item seen, so that what arrives meanwhile moves nothing.
 */
final class Filter {

  /** An item with its row number. */
  record Numbered<T>(long no, T item) {}

  private final StringBuilder where = new StringBuilder(" WHERE 1=1");
  private final List<@Nullable Object> parameters = new ArrayList<>();

  Filter equal(String column, @Nullable Object value) {
    return value == null ? this : and(column + "=?", value);
  }

  Filter in(String column, Collection<String> values) {
    if (values.isEmpty()) {
      return this;
    }
    String marks = String.join(",", Collections.nCopies(values.size(), "?"));
    return and(column + " IN (" + marks + ")", values.toArray());
  }

  Filter and(String condition, @Nullable Object... values) {
    where.append(" AND ").append(condition);
    Collections.addAll(parameters, values);
    return this;
  }

  Filter before(@Nullable String cursor, String time) {
    if (cursor == null) {
      return this;
    }
    int dot = cursor.indexOf('.');
    try {
      long at = Long.parseLong(cursor, 0, dot, 10);
      long no = Long.parseLong(cursor, dot + 1, cursor.length(), 10);
      return and("(" + time + ", no) < (?, ?)", at, no);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(cursor + " is not a cursor that this list gave", e);
    }
  }

  String sql(String select, String time, int limit) {
    return select + where + " ORDER BY " + time + " DESC, no DESC LIMIT " + (limit + 1);
  }

  @Nullable Object[] parameters() {
    return parameters.toArray();
  }

  /** Cuts the one row too many, which only tells that there is a next page. */
  static <T> Page<T> page(List<Numbered<T>> rows, int limit, ToLongFunction<T> time) {
    List<T> items = rows.stream().limit(limit).map(Numbered::item).toList();
    if (rows.size() <= limit) {
      return new Page<>(items, null);
    }
    Numbered<T> last = rows.get(limit - 1);
    return new Page<>(items, time.applyAsLong(last.item()) + "." + last.no());
  }
}
