package dev.plimsoll.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.server.Sink;
import dev.plimsoll.server.journal.EventLog;
import dev.plimsoll.store.Journal;
import dev.plimsoll.store.JournalEntry;
import dev.plimsoll.store.sqlite.SqliteStore;
import dev.plimsoll.wire.json.Json;
import dev.plimsoll.wire.run.Identity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {
  private static final Identity RUN =
      new Identity("r-1", "push", "push/0", 42, "host", "jvm", "17", 0, null, null);

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
  void anAlertIsTriedAgainUntilItArrives() throws Exception {
    List<JournalEntry> told = raise(count -> count < 3 ? 503 : 200, "", 3);

    assertThat(told).extracting(JournalEntry::kind).containsExactly("alert-sent");
    assertThat(told.get(0).data()).containsEntry("alert", "warn");
  }

  @Test
  void anAlertThatNeverArrivesIsInTheJournal() throws Exception {
    List<JournalEntry> told = raise(count -> 500, "", 4);

    assertThat(told).extracting(JournalEntry::kind).containsExactly("alert-failed");
    assertThat(told.get(0).text())
        .contains("failed after 4 tries: it answered 500")
        .doesNotContain("sEcReT");
  }

  @Test
  void aWebhookThatDoesNotExistIsNotTriedAgain() throws Exception {
    List<JournalEntry> told = raise(count -> 404, "", 1);

    assertThat(told)
        .extracting(JournalEntry::text)
        .singleElement()
        .satisfies(text -> assertThat(text).contains("failed after 1 try: it answered 404"));
  }

  @Test
  void aChatThatAsksForRestIsLeftAloneThatLong() throws Exception {
    long began = System.nanoTime();

    List<JournalEntry> told = raise(count -> count == 1 ? 429 : 200, "1", 2);

    assertThat(told).extracting(JournalEntry::kind).containsExactly("alert-sent");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void aWebhookOutOfReachIsReportedAndNothingIsThrown() throws Exception {
    Sink sink = Sink.open();
    Webhook gone = sink.webhook();
    sink.close();
    try (Alerts alerts = alerts(gone)) {
      alerts.raise(new Alert(RUN, "warn", "text"));
      await().atMost(Duration.ofSeconds(20)).until(() -> !journal().isEmpty());
      assertThat(journal().get(0).text()).contains("it cannot be reached");
    }
  }

  @Test
  void theMessageIsWhatSlackTakes() {
    Map<String, Object> json =
        AlertMessage.json(new Alert(RUN, "warn", "1 < 2 & <!channel>"), "http://c:7070");

    assertThat(json.get("text").toString())
        .contains("push/0 on host", "1 &lt; 2 &amp; &lt;!channel&gt;")
        .endsWith("\nhttp://c:7070/runs/r-1");
    assertThat(Json.line(json)).contains("<http://c:7070/runs/r-1|Timeline>", "\"mrkdwn\"");
  }

  private List<JournalEntry> raise(IntUnaryOperator statuses, String retryAfter, int tries)
      throws Exception {
    try (Sink sink = new Sink(statuses, retryAfter);
        Alerts alerts = alerts(sink.webhook())) {
      alerts.raise(new Alert(RUN, "warn", "text"));
      await().atMost(Duration.ofSeconds(20)).until(() -> !journal().isEmpty());
      assertThat(sink.received()).hasSize(tries);
      return journal();
    }
  }

  private Alerts alerts(Webhook webhook) {
    List<Duration> pauses =
        List.of(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3));
    EventLog log = new EventLog(store, Clock.systemUTC());
    return new Alerts(List.of(webhook), pauses, log, () -> "http://c:7070");
  }

  private List<JournalEntry> journal() {
    return store
        .journal()
        .list(new Journal.Query(null, null, null, Set.of(), 0, Long.MAX_VALUE, 10, null))
        .items();
  }
}
