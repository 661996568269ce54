package dev.plimsoll.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.store.StoreException;
import dev.plimsoll.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path data;

  @Test
  void aFileIsNoDataDirectory() throws IOException {
    Path file = Files.writeString(data.resolve("file"), "mine");

    assertThat(refusal(() -> SqliteStore.open(file)))
        .hasMessage(
            "the data directory " + file + " is not a directory; choose another with --data");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aDirectoryBelowAFileCannotBeMade() throws IOException {
    Path file = Files.writeString(data.resolve("file"), "mine");
    Path below = file.resolve("data");

    assertThat(refusal(() -> SqliteStore.open(below)))
        .hasMessage(
            "the data directory " + below + " cannot be written; choose another with --data");
  }

  @Test
  void aSecondCollectorIsToldWhoHasTheDirectory() {
    try (SqliteStore first = SqliteStore.open(data)) {
      assertThat(refusal(() -> SqliteStore.open(data)))
          .hasMessage(
              "another collector (pid %d) uses the data directory %s; choose another with --data",
              ProcessHandle.current().pid(), data);
      assertThat(first.health().writable()).isTrue();
    }
    SqliteStore.open(data).close();
  }

  @Test
  void dataOfANewerCollectorIsLeftAlone() throws SQLException {
    SqliteStore.open(data).close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("plimsoll.db"));
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version=99");
    }

    assertThatThrownBy(() -> SqliteStore.open(data))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_NEW))
        .hasMessageContaining(
            "was written by a newer collector (data version 99, this one knows 1)");
  }

  private static StoreException refusal(ThrowingCallable opening) {
    try {
      opening.call();
    } catch (StoreException e) {
      assertThat(e.kind()).isEqualTo(Kind.UNUSABLE_DIRECTORY);
      return e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("it was opened");
  }
}
