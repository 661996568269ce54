package dev.plimsoll.store.sqlite;

import java.sql.SQLException;

/** Carries an engine's failure through a work, which knows nothing of engines. */
final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SQLException cause;

  SqlFailure(SQLException cause) {
    super(cause);
    this.cause = cause;
  }

  SQLException sqlException() {
    return cause;
  }
}
