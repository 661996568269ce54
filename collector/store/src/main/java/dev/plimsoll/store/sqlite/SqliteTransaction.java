package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.CommandRecord;
import dev.plimsoll.store.DumpRecord;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.RunState;
import dev.plimsoll.store.Transaction;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The writes, on the writer's own connection and thread. */
final class SqliteTransaction implements Transaction {

  /** A write that may fail in SQLite's way. */
  private interface Write<T> {
    T go() throws SQLException;
  }

  private static final String NEW_RUN =
      """
      INSERT INTO run(id, service, instance, pid, host, runtime, version, started_at, supervisor,
        lines, state, since, heard_at) VALUES(?,?,?,?,?,?,?,?,?,?,'starting',?,?)
      ON CONFLICT(id) DO UPDATE SET heard_at=max(heard_at, excluded.heard_at)""";
  private static final String CORRECT_RUN =
      NEW_RUN
          + """
          , service=excluded.service, instance=excluded.instance, pid=excluded.pid,
          host=excluded.host, runtime=excluded.runtime, version=excluded.version,
          started_at=excluded.started_at, supervisor=coalesce(excluded.supervisor, supervisor),
          lines=coalesce(excluded.lines, lines)""";

  private final Statements statements;
  private final MetricIds metrics;

  SqliteTransaction(Statements statements) {
    this.statements = statements;
    this.metrics = new MetricIds(statements);
  }

  /** Nothing that is remembered from the lost writes may be trusted. */
  void rolledBack() {
    metrics.forget();
    statements.discardPrepared();
  }

  /** Maintenance inside the writer's transaction. */
  int update(String sql, @Nullable Object... parameters) {
    return write(() -> statements.update(sql, parameters));
  }

  /** Writes the file's header as it is. */
  boolean touch() {
    return write(
        () -> {
          statements.run("PRAGMA user_version=" + Schema.VERSION);
          return true;
        });
  }

  @Override
  public Set<Long> claim(String sender, Collection<Long> seqs) {
    return write(
        () -> {
          byte[] stored =
              statements.first(
                  "SELECT seen FROM sender WHERE id=?", row -> row.getBytes(1), sender);
          SeenRanges seen = stored == null ? new SeenRanges() : SeenRanges.decode(stored);
          Set<Long> fresh = new LinkedHashSet<>();
          for (Long seq : seqs) {
            if (seen.add(seq)) {
              fresh.add(seq);
            }
          }
          statements.update(
              """
              INSERT INTO sender(id, seen, heard_at) VALUES(?,?,unixepoch()*1000)
              ON CONFLICT(id) DO UPDATE SET seen=excluded.seen, heard_at=excluded.heard_at""",
              sender,
              seen.encode());
          return fresh;
        });
  }

  @Override
  public void identify(Identity run, boolean corrects, long heardAt) {
    update(
        corrects ? CORRECT_RUN : NEW_RUN,
        run.run(),
        run.service(),
        run.instance(),
        run.pid(),
        run.host(),
        run.runtime(),
        run.version(),
        run.startedAt(),
        run.supervisor(),
        run.lines() == null ? null : Json.line(run.lines().toJson()),
        run.startedAt(),
        heardAt);
  }

  @Override
  public void state(
      String run,
      RunState state,
      long since,
      @Nullable Long endedAt,
      @Nullable Map<String, @Nullable Object> exit) {
    update(
        "UPDATE run SET state=?, since=?, ended_at=?, exit=? WHERE id=?",
        state.wireName(),
        since,
        endedAt,
        exit == null ? null : Json.line(exit),
        run);
  }

  @Override
  public void append(String sender, Sample sample) {
    write(
        () -> {
          TreeMap<Integer, Double> readings = new TreeMap<>();
          for (var metric : sample.metrics().entrySet()) {
            readings.put(metrics.of(metric.getKey()), metric.getValue());
          }
          return statements.update(
              """
              INSERT INTO sample(run, at, sender, seq, v) VALUES(
                (SELECT no FROM run WHERE id=?), ?, (SELECT no FROM sender WHERE id=?), ?, ?)""",
              sample.run(),
              sample.at(),
              sender,
              sample.seq(),
              SampleCodec.encode(readings));
        });
  }

  @Override
  public boolean append(JournalEntry event) {
    return update(
            """
            INSERT OR IGNORE INTO event(id, at, run, service, instance, kind, text, data)
            VALUES(?,?,?,?,?,?,?,?)""",
            event.id(),
            event.at(),
            event.run(),
            event.service(),
            event.instance(),
            event.kind(),
            event.text(),
            Json.line(event.data()))
        == 1;
  }

  @Override
  public void save(DumpRecord dump) {
    update(
        """
        INSERT INTO dump(id, run, service, instance, at, reason, format, bytes, sha256, state,
          method, redacted, pause_ms, error) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT(id) DO UPDATE SET bytes=excluded.bytes, sha256=excluded.sha256,
          state=excluded.state, pause_ms=excluded.pause_ms, error=excluded.error""",
        dump.id(),
        dump.run(),
        dump.service(),
        dump.instance(),
        dump.at(),
        dump.reason(),
        dump.format(),
        dump.bytes(),
        dump.sha256(),
        dump.state().wireName(),
        dump.method(),
        dump.redacted() ? 1 : 0,
        dump.pauseMs(),
        dump.error());
  }

  @Override
  public void deleteDump(String id) {
    update("DELETE FROM dump WHERE id=?", id);
  }

  @Override
  public void save(CommandRecord record) {
    Command command = record.command();
    update(
        """
        INSERT INTO command(id, run, type, args, expires_at, receiver, service, instance,
          created_at, state, text) VALUES(?,?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT(id) DO UPDATE SET state=excluded.state, text=excluded.text""",
        command.id(),
        command.run(),
        command.type(),
        Json.line(command.args()),
        command.expiresAt(),
        record.receiver(),
        record.service(),
        record.instance(),
        record.createdAt(),
        record.state(),
        record.text());
  }

  private static <T> T write(Write<T> write) {
    try {
      return write.go();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
