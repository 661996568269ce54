package dev.plimsoll.store.sqlite;

import static dev.plimsoll.store.sqlite.StoreFixture.NOW;
import static dev.plimsoll.store.sqlite.StoreFixture.event;
import static dev.plimsoll.store.sqlite.StoreFixture.meet;
import static dev.plimsoll.store.sqlite.StoreFixture.run;
import static dev.plimsoll.store.sqlite.StoreFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plimsoll.store.CommandRecord;
import dev.plimsoll.store.DumpRecord;
import dev.plimsoll.store.DumpState;
import dev.plimsoll.store.Dumps;
import dev.plimsoll.store.Journal;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.Page;
import dev.plimsoll.store.RunRecord;
import dev.plimsoll.store.RunState;
import dev.plimsoll.store.Runs;
import dev.plimsoll.wire.command.Command;
import dev.plimsoll.wire.run.Identity;
import dev.plimsoll.wire.run.Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs, events, dumps and commands. */
class SqliteListsTest {
  @TempDir Path data;

  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(data);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void eventsComeNewestFirstPageByPageAndNoneTwice() {
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      JournalEntry event = event("r", "ready", NOW + i / 3); // three in a millisecond
      tell(store, event);
      told.add(0, event.id());
    }

    List<String> read = new ArrayList<>();
    String cursor = null;
    do {
      Page<JournalEntry> page = store.journal().list(query(cursor));
      page.items().forEach(event -> read.add(event.id()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(read).isEqualTo(told);
  }

  @Test
  void aCursorThatIsNoneOfOursIsRefused() {
    for (String cursor : List.of("", "x", "1.", ".1", "1.2.3", "null")) {
      assertThatIllegalArgumentException().isThrownBy(() -> store.journal().list(query(cursor)));
    }
  }

  @Test
  void anEventWithAnIdThatIsThereIsNotAddedAgain() {
    JournalEntry event = event("r", "ready", NOW);

    assertThat(store.<Boolean>write(transaction -> transaction.append(event))).isTrue();
    assertThat(store.<Boolean>write(transaction -> transaction.append(event))).isFalse();

    assertThat(store.journal().list(query(null)).items()).containsExactly(event);
  }

  @Test
  void eventsAreFoundByKindAndTime() {
    tell(store, event("a", "ready", NOW), event("a", "exit", NOW + 5), event("b", "exit", NOW + 9));

    Journal.Query query =
        new Journal.Query(null, null, null, Set.of("exit"), NOW, NOW + 5, 10, null);

    assertThat(store.journal().list(query).items())
        .extracting(JournalEntry::run)
        .containsExactly("a");
  }

  @Test
  void aRunIsReadBackAsItWasWritten() {
    Identity identity =
        new Identity(
            "r", "push", "push/0", 42, "h", "node", "20.1", NOW, null, new Lines(0.5, 0.6, 0.7));
    meet(store, identity);
    Map<String, @Nullable Object> exit = Map.of("signal", 9L, "log", List.of("last words"));
    store.write(
        transaction -> {
          transaction.state("r", RunState.CRASHED, NOW + 5, NOW + 4, exit);
          return true;
        });

    assertThat(store.runs().find("r"))
        .contains(new RunRecord(identity, RunState.CRASHED, NOW + 5, NOW, NOW + 4, exit));
  }

  @Test
  void theSupervisorsGuessDoesNotReplaceWhatTheAgentSaid() {
    Identity agents = run("r", "push/0", NOW);
    meet(store, agents);

    Identity guess =
        new Identity("r", "push", "push/0", 7, "host", "unknown", "", NOW - 9, "s", null);
    store.write(
        transaction -> {
          transaction.identify(guess, false, NOW + 1000);
          return true;
        });

    RunRecord run = store.runs().find("r").orElseThrow();
    assertThat(run.identity()).isEqualTo(agents);
    assertThat(run.heardAt()).isEqualTo(NOW + 1000);
  }

  @Test
  void runsAreListedNewestFirstAndByState() {
    meet(store, run("old", "push/0", NOW), run("new", "push/0", NOW + 9), run("x", "web/0", NOW));

    Page<RunRecord> first = store.runs().list(new Runs.Query("push", null, null, 1, null));
    Page<RunRecord> second = store.runs().list(new Runs.Query("push", null, null, 1, first.next()));

    assertThat(first.items()).extracting(RunRecord::id).containsExactly("new");
    assertThat(second.items()).extracting(RunRecord::id).containsExactly("old");
    assertThat(second.next()).isNull();
    assertThat(store.runs().list(new Runs.Query(null, null, RunState.READY, 9, null)).items())
        .isEmpty();
    assertThat(store.runs().count("push", "push/0", "host")).isEqualTo(2);
  }

  @Test
  void dumpsAndCommandsAreReadBackAsTheyWereWritten() {
    DumpRecord dump =
        new DumpRecord(
            "d",
            "r",
            "push",
            "push/0",
            NOW,
            "line",
            "hprof",
            null,
            null,
            DumpState.CAPTURING,
            "jdk",
            false,
            null,
            null);
    DumpRecord later = dump.in(DumpState.UPLOADING).file(100L, "ab", 250L);
    CommandRecord command =
        new CommandRecord(
            new Command("c", "r", "dump", Map.of("dump", "d"), NOW + 9),
            "r",
            "push",
            "push/0",
            NOW,
            "pending",
            null);
    store.write(
        transaction -> {
          transaction.save(dump);
          transaction.save(later);
          transaction.save(command);
          transaction.save(command.in("refused", "no disk"));
          return true;
        });

    assertThat(store.dumps().find("d")).contains(later);
    assertThat(store.dumps().list(new Dumps.Query("r", null, 5, null)).items())
        .containsExactly(later);
    assertThat(store.dumps().in(DumpState.CAPTURING)).isEmpty();
    assertThat(store.dumps().in(DumpState.UPLOADING)).containsExactly(later);
    assertThat(store.commands().find("c")).contains(command.in("refused", "no disk"));
    assertThat(store.commands().since(NOW + 1)).as("neither recent nor open").isEmpty();
  }

  private static Journal.Query query(@Nullable String cursor) {
    return new Journal.Query(null, null, null, Set.of(), 0, Long.MAX_VALUE, 10, cursor);
  }
}
