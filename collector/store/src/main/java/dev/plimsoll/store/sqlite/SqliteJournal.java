package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.Journal;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.Page;
import dev.plimsoll.store.sqlite.Filter.Numbered;
import java.sql.ResultSet;
import java.sql.SQLException;

final class SqliteJournal implements Journal {
  private final Readers readers;

  SqliteJournal(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Page<JournalEntry> list(Query query) {
    Filter filter =
        new Filter()
            .equal("run", query.run())
            .equal("service", query.service())
            .equal("instance", query.instance())
            .in("kind", query.kinds())
            .and("at>=?", query.from())
            .and("at<=?", query.to())
            .before(query.cursor(), "at");
    return readers.read(
        statements ->
            Filter.page(
                statements.list(
                    filter.sql("SELECT * FROM event", "at", query.limit()),
                    row -> new Numbered<>(row.getLong("no"), entry(row)),
                    filter.parameters()),
                query.limit(),
                JournalEntry::at));
  }

  private static JournalEntry entry(ResultSet row) throws SQLException {
    return new JournalEntry(
        row.getString("id"),
        row.getLong("at"),
        row.getString("run"),
        row.getString("service"),
        row.getString("instance"),
        row.getString("kind"),
        row.getString("text"),
        Columns.json(row, "data").values());
  }
}
