package dev.plimsoll.store.sqlite;

import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Column values that JDBC has no direct way for. */
final class Columns {
  private Columns() {}

  static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable JsonObject optionalJson(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : parse(text);
  }

  static JsonObject json(ResultSet row, String column) throws SQLException {
    return parse(row.getString(column));
  }

  private static JsonObject parse(String text) throws SQLException {
    try {
      return Json.readObject(text);
    } catch (MalformedMessageException e) {
      throw new SQLException("a stored object is not JSON: " + e.getMessage(), e);
    }
  }
}
