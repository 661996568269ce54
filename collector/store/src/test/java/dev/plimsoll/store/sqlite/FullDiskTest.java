package dev.plimsoll.store.sqlite;

import static dev.plimsoll.store.sqlite.StoreFixture.NOW;
import static dev.plimsoll.store.sqlite.StoreFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.store.StoreException;
import dev.plimsoll.store.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite reports a file that may not grow exactly as it reports a disk without space. */
class FullDiskTest {
  @TempDir Path data;

  private Statements statements;
  private Writer writer;

  @BeforeEach
  void open() throws SQLException {
    Path file = data.resolve("plimsoll.db");
    statements = Schema.openWriter(file);
    Schema.prepare(statements, file);
    writer = new Writer(statements);
  }

  @AfterEach
  void close() throws SQLException {
    writer.close();
    statements.close();
  }

  @Test
  void aFullDiskIsAClearErrorAndWritingGoesOnOnceThereIsSpace() throws SQLException {
    statements.run("PRAGMA max_page_count=40");
    int written = writeUntilFull();

    assertThat(written).isPositive();
    assertThat(writer.lastFailure()).isNotNull();
    assertThat(count()).as("nothing of the failed write").isEqualTo(written);
    assertThatThrownBy(() -> write("y".repeat(100_000))).isInstanceOf(StoreException.class);

    statements.run("PRAGMA max_page_count=4000");
    write("space again");

    assertThat(writer.lastFailure()).isNull();
    assertThat(count()).isEqualTo(written + 1);
  }

  private int writeUntilFull() {
    for (int i = 0; i < 10_000; i++) {
      try {
        write("x".repeat(500) + i);
      } catch (StoreException e) {
        assertThat(e.kind()).isEqualTo(Kind.FULL);
        assertThat(e).hasMessageContaining("no space left on the disk");
        return i;
      }
    }
    throw new AssertionError("it was never full");
  }

  private void write(String kind) {
    writer.write(transaction -> transaction.append(event("r", kind, NOW)));
  }

  private int count() throws SQLException {
    Integer count = statements.first("SELECT count(*) FROM event", row -> row.getInt(1));
    return count == null ? -1 : count;
  }
}
