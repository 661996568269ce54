package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.StoreException;
import dev.plimsoll.store.StoreException.Kind;
import java.sql.SQLException;

/** What SQLite's error codes mean to people. */
final class Failures {
  private static final int FULL = 13;
  private static final int TOO_BIG = 18;
  private static final int CONSTRAINT = 19;
  private static final int PRIMARY_CODE = 0xFF;

  private Failures() {}

  /** Whether the values of a write were at fault, and not the database. */
  static boolean concernsOneWork(SQLException e) {
    return primaryCode(e) == CONSTRAINT || primaryCode(e) == TOO_BIG;
  }

  static StoreException of(SQLException e) {
    if (primaryCode(e) == FULL) {
      return new StoreException(
          Kind.FULL,
          "there is no space left on the disk of the data directory; free some and writing goes on",
          e);
    }
    return new StoreException(Kind.FAILED, "the store failed: " + e.getMessage(), e);
  }

  private static int primaryCode(SQLException e) {
    return e.getErrorCode() & PRIMARY_CODE;
  }
}
