package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.DumpRecord;
import dev.plimsoll.store.DumpState;
import dev.plimsoll.store.Dumps;
import dev.plimsoll.store.Page;
import dev.plimsoll.store.sqlite.Filter.Numbered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

final class SqliteDumps implements Dumps {
  private static final String SELECT = "SELECT * FROM dump";

  private final Readers readers;

  SqliteDumps(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Optional<DumpRecord> find(String id) {
    return readers.read(
        statements ->
            Optional.ofNullable(statements.first(SELECT + " WHERE id=?", SqliteDumps::dump, id)));
  }

  @Override
  public Page<DumpRecord> list(Query query) {
    Filter filter =
        new Filter()
            .equal("run", query.run())
            .equal("service", query.service())
            .before(query.cursor(), "at");
    return readers.read(
        statements ->
            Filter.page(
                statements.list(
                    filter.sql(SELECT, "at", query.limit()),
                    row -> new Numbered<>(row.getLong("no"), dump(row)),
                    filter.parameters()),
                query.limit(),
                DumpRecord::at));
  }

  @Override
  public List<DumpRecord> in(DumpState... states) {
    Filter filter =
        new Filter().in("state", Arrays.stream(states).map(DumpState::wireName).toList());
    return readers.read(
        statements ->
            statements
                .list(
                    filter.sql(SELECT, "at", Integer.MAX_VALUE - 1),
                    SqliteDumps::dump,
                    filter.parameters())
                .stream()
                .sorted((a, b) -> Long.compare(a.at(), b.at()))
                .toList());
  }

  private static DumpRecord dump(ResultSet row) throws SQLException {
    return new DumpRecord(
        row.getString("id"),
        row.getString("run"),
        row.getString("service"),
        row.getString("instance"),
        row.getLong("at"),
        row.getString("reason"),
        row.getString("format"),
        Columns.optionalLong(row, "bytes"),
        row.getString("sha256"),
        DumpState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("method"),
        row.getBoolean("redacted"),
        Columns.optionalLong(row, "pause_ms"),
        row.getString("error"));
  }
}
