package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.Commands;
import dev.plimsoll.store.Dumps;
import dev.plimsoll.store.Journal;
import dev.plimsoll.store.Retention;
import dev.plimsoll.store.Runs;
import dev.plimsoll.store.Store;
import dev.plimsoll.store.StoreException;
import dev.plimsoll.store.StoreException.Kind;
import dev.plimsoll.store.StoreHealth;
import dev.plimsoll.store.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The store in one SQLite file: one connection writes, a few read beside it. */
public final class SqliteStore implements Store {
  private static final long ROOM_FOR_A_BATCH = 1 << 20;

  private final DataDirectory directory;
  private final Statements writing;
  private final Writer writer;
  private final Readers readers;

  private SqliteStore(DataDirectory directory, Statements writing) throws SQLException {
    this.directory = directory;
    this.writing = writing;
    this.readers = new Readers(directory.database());
    this.writer = new Writer(writing);
  }

  /**
   * Opens the store in the directory, creating what is missing.
   *
   * @throws StoreException if the directory cannot be used, another collector uses it, or a newer
   *     one wrote it
   */
  public static SqliteStore open(Path dataDirectory) {
    DataDirectory directory = DataDirectory.take(dataDirectory);
    try {
      Statements writing = Schema.openWriter(directory.database());
      Schema.prepare(writing, directory.database());
      return new SqliteStore(directory, writing);
    } catch (SQLException e) {
      directory.close();
      throw new StoreException(
          Kind.FAILED, "cannot open " + directory.database() + ": " + e.getMessage(), e);
    } catch (StoreException e) {
      directory.close();
      throw e;
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    return writer.write(work);
  }

  @Override
  public Runs runs() {
    return new SqliteRuns(readers);
  }

  @Override
  public Timeline timeline() {
    return new SqliteTimeline(readers);
  }

  @Override
  public Journal journal() {
    return new SqliteJournal(readers);
  }

  @Override
  public Dumps dumps() {
    return new SqliteDumps(readers);
  }

  @Override
  public Commands commands() {
    return new SqliteCommands(readers);
  }

  @Override
  public StoreHealth health() {
    try {
      Path file = directory.database();
      Path log = file.resolveSibling(file.getFileName() + "-wal");
      long bytes = Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
      long free = Files.getFileStore(file).getUsableSpace();
      // With less, what the probe writes may still fit where a batch does not.
      if (writer.lastFailure() != null && free >= ROOM_FOR_A_BATCH) {
        probe();
      }
      StoreException failure = writer.lastFailure();
      String problem = failure == null ? null : failure.getMessage();
      return new StoreHealth(failure == null, problem, bytes, free);
    } catch (IOException e) {
      return new StoreHealth(false, "the data directory cannot be read: " + e.getMessage(), 0, 0);
    }
  }

  @Override
  public void prune(Retention limits) {
    new Pruning(readers, writer).prune(limits);
  }

  @Override
  public void close() {
    writer.close();
    try {
      readers.close();
      writing.close();
    } catch (SQLException e) {
      throw new StoreException(Kind.FAILED, "the store did not close: " + e.getMessage(), e);
    } finally {
      directory.close();
    }
  }

  /** Writes something that changes nothing, to learn whether writing works again. */
  private void probe() {
    try {
      writer.write(transaction -> ((SqliteTransaction) transaction).touch());
    } catch (StoreException e) {
      // the writer remembers why
    }
  }
}
