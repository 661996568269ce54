package dev.plimsoll.store.sqlite;

import dev.plimsoll.store.CommandRecord;
import dev.plimsoll.store.Commands;
import dev.plimsoll.wire.command.Command;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class SqliteCommands implements Commands {
  private static final String SELECT = "SELECT * FROM command";

  private final Readers readers;

  SqliteCommands(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Optional<CommandRecord> find(String id) {
    return readers.read(
        statements ->
            Optional.ofNullable(
                statements.first(SELECT + " WHERE id=?", SqliteCommands::command, id)));
  }

  @Override
  public List<CommandRecord> since(long createdAt) {
    return readers.read(
        statements ->
            statements.list(
                SELECT + " WHERE created_at>=? OR state IN ('pending', 'accepted') ORDER BY no",
                SqliteCommands::command,
                createdAt));
  }

  private static CommandRecord command(ResultSet row) throws SQLException {
    Command command =
        new Command(
            row.getString("id"),
            row.getString("run"),
            row.getString("type"),
            Columns.json(row, "args").values(),
            row.getLong("expires_at"));
    return new CommandRecord(
        command,
        row.getString("receiver"),
        row.getString("service"),
        row.getString("instance"),
        row.getLong("created_at"),
        row.getString("state"),
        row.getString("text"));
  }
}
