package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** The tables, and how connections to them are opened. */
final class Schema {
  static final int VERSION = 1;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE metric(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
          """
          CREATE TABLE sender(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seen BLOB NOT NULL,
            heard_at INTEGER NOT NULL)""",
          """
          CREATE TABLE run(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, service TEXT NOT NULL,
            instance TEXT NOT NULL, pid INTEGER NOT NULL, host TEXT NOT NULL, runtime TEXT NOT NULL,
            version TEXT NOT NULL, started_at INTEGER NOT NULL, supervisor TEXT, lines TEXT,
            state TEXT NOT NULL, since INTEGER NOT NULL, heard_at INTEGER NOT NULL,
            ended_at INTEGER, exit TEXT)""",
          "CREATE INDEX run_started ON run(started_at, no)",
          "CREATE INDEX run_instance ON run(instance, service, host)",
          // Two senders may tell of one run, each with its own sequence.
          """
          CREATE TABLE sample(run INTEGER NOT NULL, at INTEGER NOT NULL, sender INTEGER NOT NULL,
            seq INTEGER NOT NULL, v BLOB NOT NULL, PRIMARY KEY(run, at, sender, seq)) WITHOUT ROWID""",
          """
          CREATE TABLE event(no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL, run TEXT NOT NULL, service TEXT NOT NULL, instance TEXT NOT NULL,
            kind TEXT NOT NULL, text TEXT NOT NULL, data TEXT NOT NULL)""",
          "CREATE INDEX event_at ON event(at, no)",
          "CREATE INDEX event_run ON event(run, at, no)",
          "CREATE INDEX event_instance ON event(instance, at, no)",
          "CREATE INDEX event_service ON event(service, at, no)",
          """
          CREATE TABLE dump(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run TEXT NOT NULL,
            service TEXT NOT NULL, instance TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL,
            format TEXT NOT NULL, bytes INTEGER, sha256 TEXT, state TEXT NOT NULL,
            method TEXT NOT NULL, redacted INTEGER NOT NULL, pause_ms INTEGER, error TEXT)""",
          "CREATE INDEX dump_at ON dump(at, no)",
          """
          CREATE TABLE command(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run TEXT NOT NULL,
            type TEXT NOT NULL, args TEXT NOT NULL, expires_at INTEGER NOT NULL,
            receiver TEXT NOT NULL, service TEXT NOT NULL, instance TEXT NOT NULL,
            created_at INTEGER NOT NULL, state TEXT NOT NULL, text TEXT)""",
          "CREATE INDEX command_created ON command(created_at)");

  private Schema() {}

  /** The one connection that writes. */
  static Statements openWriter(Path file) throws SQLException {
    Statements statements = new Statements(connect(file));
    // WAL lets readers go on during a write; FULL makes a commit survive a power cut in WAL mode.
    statements.run("PRAGMA journal_mode=WAL");
    statements.run("PRAGMA synchronous=FULL");
    statements.run("PRAGMA journal_size_limit=67108864");
    return statements;
  }

  static Statements openReader(Path file) throws SQLException {
    Statements statements = new Statements(connect(file));
    statements.run("PRAGMA query_only=1");
    return statements;
  }

  /** Creates the tables in an empty file; refuses one that a newer collector wrote. */
  static void prepare(Statements statements, Path file) throws SQLException {
    Integer found = statements.first("PRAGMA user_version", row -> row.getInt(1));
    int version = found == null ? 0 : found;
    if (version > VERSION) {
      throw new StoreException(
          StoreException.Kind.TOO_NEW,
          ("%s was written by a newer collector (data version %d, this one knows %d);"
                  + " start that collector again, or give this one another --data directory")
              .formatted(file, version, VERSION));
    }
    if (version == 0) {
      create(statements);
    }
  }

  private static void create(Statements statements) throws SQLException {
    statements.run("BEGIN IMMEDIATE");
    for (String table : TABLES) {
      statements.run(table);
    }
    statements.run("PRAGMA user_version=" + VERSION);
    statements.run("COMMIT");
  }

  private static Connection connect(Path file) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("busy_timeout", "5000");
    return DriverManager.getConnection("jdbc:sqlite:" + file, properties);
  }
}
