package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.Series;
import dev.plimsoll.store.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class SqliteTimeline implements Timeline {
  private static final String SELECT =
      "SELECT at, v FROM sample WHERE run=(SELECT no FROM run WHERE id=?)";

  private final Readers readers;

  SqliteTimeline(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Map<String, Series> read(Query query) {
    return readers.read(
        statements -> {
          Map<Integer, String> names = MetricIds.names(statements);
          if (!query.metrics().isEmpty()) {
            names.values().retainAll(query.metrics());
          }
          Map<Integer, Series> found = new HashMap<>();
          int steps = query.steps();
          statements.list(
              SELECT + " AND at>=? AND at<=? ORDER BY at, sender, seq",
              row -> add(row, query, steps, names, found),
              query.run(),
              query.from(),
              query.to());
          Map<String, Series> byName = new TreeMap<>();
          found.forEach((id, series) -> byName.put(names.get(id), series));
          return byName;
        });
  }

  @Override
  public void scan(String run, long from, long to, Visitor visitor) {
    readers.read(
        statements -> {
          Map<Integer, String> names = MetricIds.names(statements);
          return statements.list(
              SELECT + " AND at>=? AND at<=? ORDER BY at, sender, seq",
              row -> {
                visitor.reading(reading(row, names));
                return true;
              },
              run,
              from,
              to);
        });
  }

  @Override
  public Optional<Reading> latest(String run) {
    return readers.read(
        statements -> {
          Map<Integer, String> names = MetricIds.names(statements);
          return Optional.ofNullable(
              statements.first(
                  SELECT + " ORDER BY at DESC, sender DESC, seq DESC LIMIT 1",
                  row -> reading(row, names),
                  run));
        });
  }

  @Override
  public Optional<Span> span(String run) {
    return readers.read(
        statements ->
            Optional.ofNullable(
                statements.first(
                    "SELECT min(at) AS a, max(at) AS b FROM sample"
                        + " WHERE run=(SELECT no FROM run WHERE id=?) HAVING count(*)>0",
                    row -> new Span(row.getLong("a"), row.getLong("b")),
                    run)));
  }

  private static boolean add(
      ResultSet row, Query query, int steps, Map<Integer, String> names, Map<Integer, Series> found)
      throws SQLException {
    int step = (int) ((row.getLong("at") - query.from()) / query.step());
    SampleCodec.decode(
        row.getBytes("v"),
        (metric, value) -> {
          if (names.containsKey(metric)) {
            found.computeIfAbsent(metric, unused -> new Series(steps)).add(step, value);
          }
        });
    return true;
  }

  private static Reading reading(ResultSet row, Map<Integer, String> names) throws SQLException {
    Map<String, Double> metrics = new LinkedHashMap<>();
    SampleCodec.decode(row.getBytes("v"), (metric, value) -> metrics.put(names.get(metric), value));
    return new Reading(row.getLong("at"), metrics);
  }
}
