package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.Retention;
import java.util.List;

/**
 * Forgetting. One short transaction a run and a table, so that ingest gets its turn in between.
 *
 * <p>Runs are kept while they have events or samples, else a link in an alert would lead nowhere.
 */
final class Pruning {
  private static final List<String> BY_EVENT_AGE =
      List.of(
          "DELETE FROM event WHERE at<?",
          "DELETE FROM command WHERE created_at<?",
          "DELETE FROM dump WHERE at<? AND state='failed'",
          "DELETE FROM sender WHERE heard_at<?"
              + " AND NOT EXISTS (SELECT 1 FROM sample WHERE sample.sender=sender.no)",
          "DELETE FROM run WHERE heard_at<?"
              + " AND NOT EXISTS (SELECT 1 FROM sample WHERE sample.run=run.no)"
              + " AND NOT EXISTS (SELECT 1 FROM event WHERE event.run=run.id)"
              + " AND NOT EXISTS (SELECT 1 FROM dump WHERE dump.run=run.id)");

  private final Readers readers;
  private final Writer writer;

  Pruning(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  void prune(Retention limits) {
    List<Long> runs =
        readers.read(statements -> statements.list("SELECT no FROM run", row -> row.getLong(1)));
    for (Long run : runs) {
      delete("DELETE FROM sample WHERE run=? AND at<?", run, limits.samplesBefore());
    }
    for (String sql : BY_EVENT_AGE) {
      delete(sql, limits.eventsBefore());
    }
  }

  private void delete(String sql, Object... parameters) {
    writer.write(transaction -> ((SqliteTransaction) transaction).update(sql, parameters));
  }
}
