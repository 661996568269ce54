package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.StoreException;
import dev.plimsoll.store.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A few connections that only read; a reader waits for its turn rather than open one more. */
final class Readers implements AutoCloseable {
  private static final int CONNECTIONS = 4;

  /** Something to read. */
  interface Read<T> {
    T from(Statements statements) throws SQLException;
  }

  private final BlockingQueue<Statements> free = new ArrayBlockingQueue<>(CONNECTIONS);
  private volatile boolean closed;

  Readers(Path file) throws SQLException {
    for (int i = 0; i < CONNECTIONS; i++) {
      free.add(Schema.openReader(file));
    }
  }

  <T> T read(Read<T> read) {
    Statements statements = take();
    try {
      return read.from(statements);
    } catch (SQLException e) {
      statements.discardPrepared();
      throw Failures.of(e);
    } finally {
      free.add(statements);
    }
  }

  /** Waits for the reads at hand. */
  @Override
  public void close() throws SQLException {
    closed = true;
    for (int i = 0; i < CONNECTIONS; i++) {
      waitForOne().close();
    }
  }

  private Statements take() {
    if (closed) {
      throw new StoreException(Kind.CLOSED, "the store is closed");
    }
    return waitForOne();
  }

  private Statements waitForOne() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return free.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
