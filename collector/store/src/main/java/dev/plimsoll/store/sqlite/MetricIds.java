package dev.plimsoll.store.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Numbers for metric names, so that a sample needs a byte for a name. Used by the writer alone. */
final class MetricIds {
  private final Statements statements;
  private final Map<String, Integer> known = new HashMap<>();

  MetricIds(Statements statements) {
    this.statements = statements;
  }

  int of(String name) throws SQLException {
    Integer id = known.get(name);
    if (id == null) {
      statements.update("INSERT OR IGNORE INTO metric(name) VALUES(?)", name);
      id = statements.first("SELECT id FROM metric WHERE name=?", row -> row.getInt(1), name);
      if (id == null) {
        throw new SQLException("a metric that was just inserted is not there: " + name);
      }
      known.put(name, id);
    }
    return id;
  }

  /** After a rollback an id may be gone from the table. */
  void forget() {
    known.clear();
  }

  static Map<Integer, String> names(Statements statements) throws SQLException {
    Map<Integer, String> names = new HashMap<>();
    statements.list(
        "SELECT id, name FROM metric", row -> names.put(row.getInt(1), row.getString(2)));
    return names;
  }
}
