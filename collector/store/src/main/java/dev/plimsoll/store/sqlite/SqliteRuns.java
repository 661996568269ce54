package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.Page;
import dev.plimsoll.store.RunRecord;
import dev.plimsoll.store.RunState;
import dev.plimsoll.store.Runs;
import dev.plimsoll.store.sqlite.Filter.Numbered;
import dev.plimsoll.wire.json.JsonObject;
import dev.plimsoll.wire.json.MalformedMessageException;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class SqliteRuns implements Runs {
  private static final String SELECT = "SELECT * FROM run";

  private final Readers readers;

  SqliteRuns(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Optional<RunRecord> find(String run) {
    return readers.read(
        statements ->
            Optional.ofNullable(statements.first(SELECT + " WHERE id=?", SqliteRuns::run, run)));
  }

  @Override
  public Page<RunRecord> list(Query query) {
    Filter filter =
        new Filter()
            .equal("service", query.service())
            .equal("instance", query.instance())
            .equal("state", query.state() == null ? null : query.state().wireName())
            .before(query.cursor(), "started_at");
    return readers.read(
        statements ->
            Filter.page(
                statements.list(
                    filter.sql(SELECT, "started_at", query.limit()),
                    row -> new Numbered<>(row.getLong("no"), run(row)),
                    filter.parameters()),
                query.limit(),
                record -> record.identity().startedAt()));
  }

  @Override
  public List<RunRecord> current(long heardSince) {
    return readers.read(
        statements ->
            statements.list(
                SELECT + " WHERE ended_at IS NULL OR heard_at>=? ORDER BY started_at, no",
                SqliteRuns::run,
                heardSince));
  }

  @Override
  public long count(String service, String instance, String host) {
    Long count =
        readers.read(
            statements ->
                statements.first(
                    "SELECT count(*) FROM run WHERE instance=? AND service=? AND host=?",
                    row -> row.getLong(1),
                    instance,
                    service,
                    host));
    return Objects.requireNonNullElse(count, 0L);
  }

  private static RunRecord run(ResultSet row) throws SQLException {
    JsonObject exit = Columns.optionalJson(row, "exit");
    Identity identity =
        new Identity(
            row.getString("id"),
            row.getString("service"),
            row.getString("instance"),
            row.getLong("pid"),
            row.getString("host"),
            row.getString("runtime"),
            row.getString("version"),
            row.getLong("started_at"),
            row.getString("supervisor"),
            lines(Columns.optionalJson(row, "lines")));
    return new RunRecord(
        identity,
        RunState.ofWireName(row.getString("state")),
        row.getLong("since"),
        row.getLong("heard_at"),
        Columns.optionalLong(row, "ended_at"),
        exit == null ? null : exit.values());
  }

  private static @Nullable Lines lines(@Nullable JsonObject json) throws SQLException {
    try {
      return json == null ? null : Lines.from(json);
    } catch (MalformedMessageException e) {
      throw new SQLException("stored load lines cannot be read: " + e.getMessage(), e);
    }
  }
}
