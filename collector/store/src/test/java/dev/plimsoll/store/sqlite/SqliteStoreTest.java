package dev.plimsoll.store.sqlite;

import static dev.plimsoll.store.sqlite.StoreFixture.NOW;
import static dev.plimsoll.store.sqlite.StoreFixture.deliver;
import static dev.plimsoll.store.sqlite.StoreFixture.event;
import static dev.plimsoll.store.sqlite.StoreFixture.meet;
import static dev.plimsoll.store.sqlite.StoreFixture.readings;
import static dev.plimsoll.store.sqlite.StoreFixture.run;
import static dev.plimsoll.store.sqlite.StoreFixture.sample;
import static dev.plimsoll.store.sqlite.StoreFixture.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.store.Journal;
import dev.plimsoll.store.Retention;
import dev.plimsoll.store.Series;
import dev.plimsoll.store.StoreException;
import dev.plimsoll.store.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
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
  void aSampleIsStoredOnceHoweverOftenItComes() {
    meet(store, run("r", "push/0", NOW));

    assertThat(deliver(store, "r", sample(1, "r", NOW, 1), sample(2, "r", NOW + 1000, 2)))
        .containsExactlyInAnyOrder(1L, 2L);
    assertThat(deliver(store, "r", sample(2, "r", NOW + 1000, 2), sample(3, "r", NOW + 2000, 3)))
        .containsExactly(3L);

    assertThat(readings(store, "r"))
        .extracting(Timeline.Reading::at)
        .containsExactly(NOW, NOW + 1000, NOW + 2000);
  }

  @Test
  void whatTwoSendersNumberAlikeIsNotTheSame() {
    meet(store, run("r", "push/0", NOW));

    deliver(store, "agent", sample(1, "r", NOW, 1));
    deliver(store, "supervisor", sample(1, "r", NOW, 2));

    assertThat(readings(store, "r")).hasSize(2);
  }

  @Test
  void whatWasSeenIsRememberedOverARestart() {
    meet(store, run("r", "push/0", NOW));
    deliver(store, "r", sample(1, "r", NOW, 1), sample(3, "r", NOW + 2, 3));

    store.close();
    store = SqliteStore.open(data);

    assertThat(deliver(store, "r", sample(3, "r", NOW + 2, 3), sample(2, "r", NOW + 1, 2)))
        .containsExactly(2L);
    assertThat(readings(store, "r")).hasSize(3);
  }

  @Test
  void aWorkThatFailsLeavesNothingBehind() {
    meet(store, run("r", "push/0", NOW));

    assertThatThrownBy(
            () ->
                store.write(
                    transaction -> {
                      transaction.claim("r", List.of(1L));
                      transaction.append("r", sample(1, "r", NOW, 1));
                      throw new IllegalStateException("half way");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(readings(store, "r")).isEmpty();
    assertThat(deliver(store, "r", sample(1, "r", NOW, 1))).containsExactly(1L);
    assertThat(readings(store, "r").get(0).metrics()).containsEntry("gc.cpu", 0.125);
  }

  @Test
  void aWorkThatFailsTakesNoOtherOfTheSameCommitWithIt() throws Exception {
    meet(store, run("r", "push/0", NOW));
    ExecutorService senders = Executors.newFixedThreadPool(8);
    List<Future<Set<Long>>> results = new ArrayList<>();
    for (int i = 1; i <= 400; i++) {
      long seq = i;
      String run = i % 4 == 0 ? "nobody" : "r"; // a sample of an unknown run breaks a constraint
      results.add(senders.submit(() -> deliver(store, "s", sample(seq, run, NOW + seq, 1.0))));
    }
    int failed = 0;
    for (Future<Set<Long>> result : results) {
      try {
        result.get();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(StoreException.class);
        failed++;
      }
    }
    senders.shutdown();

    assertThat(failed).isEqualTo(100);
    assertThat(readings(store, "r")).hasSize(300);
  }

  @Test
  void theTimelineSaysLeastMostMeanAndLastOfEachStep() {
    meet(store, run("r", "push/0", NOW));
    deliver(
        store,
        "r",
        sample(1, "r", NOW, 10),
        sample(2, "r", NOW + 1000, 30),
        sample(3, "r", NOW + 4999, 20),
        sample(4, "r", NOW + 10_000, 7));

    Map<String, Series> read =
        store
            .timeline()
            .read(new Timeline.Query("r", Set.of("heap.live"), NOW, NOW + 10_000, 5000));

    assertThat(read).containsOnlyKeys("heap.live");
    Series live = read.get("heap.live");
    assertThat(live.steps()).isEqualTo(3);
    assertThat(live.min(0)).isEqualTo(10);
    assertThat(live.max(0)).isEqualTo(30);
    assertThat(live.avg(0)).isEqualTo(20);
    assertThat(live.last(0)).isEqualTo(20);
    assertThat(live.avg(1)).as("nothing was recorded here").isNaN();
    assertThat(live.min(1)).isNaN();
    assertThat(live.last(2)).isEqualTo(7);
  }

  @Test
  void aRunNobodyKnowsHasNoTimeline() {
    assertThat(store.timeline().span("r")).isEmpty();
    assertThat(store.timeline().latest("r")).isEmpty();
    assertThat(store.timeline().read(new Timeline.Query("r", Set.of(), 0, 10, 1))).isEmpty();
  }

  @Test
  void pruningForgetsWhatIsOldAndKeepsTheRest() {
    meet(store, run("r", "push/0", NOW));
    deliver(store, "r", sample(1, "r", NOW, 1), sample(2, "r", NOW + 1000, 2));
    tell(store, event("r", "ready", NOW), event("r", "exit", NOW + 1000));

    store.prune(new Retention(NOW + 1000, NOW + 1000));

    assertThat(readings(store, "r")).hasSize(1);
    assertThat(store.journal().list(query(null)).items()).hasSize(1);
    assertThat(store.runs().find("r")).isPresent();

    store.prune(new Retention(NOW + 2000, NOW + 2000));

    assertThat(store.runs().find("r")).as("nothing leads to it any more").isEmpty();
  }

  @Test
  void aClosedStoreSaysSo() {
    store.close();

    assertThatThrownBy(() -> deliver(store, "r", sample(1, "r", NOW, 1)))
        .isInstanceOf(StoreException.class)
        .hasMessage("the store is closed");
    store = SqliteStore.open(data);
  }

  private static Journal.Query query(@Nullable String cursor) {
    return new Journal.Query(null, null, null, Set.of(), 0, Long.MAX_VALUE, 10, cursor);
  }
}
