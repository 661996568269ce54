package dev.plimsoll.supervisor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.command.CommandStatus;
import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.run.Identity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private static final Identity RUN =
      new Identity("r1", "push", "push/0", 7, "host", "jvm", "unknown", 1, "s1", null);
  @TempDir Path folder;
  private Outbox outbox;

  @BeforeEach
  void makeBox() {
    outbox = new Outbox("s1", new Numbers(folder.resolve("s1")));
  }

  @Test
  void whoeverGoesOnUnderTheSameNameUsesNoNumberTwice() {
    add("one");
    long last = outbox.next(List.of()).events().get(0).seq();
    outbox = new Outbox("s1", new Numbers(folder.resolve("s1")));
    add("two");
    assertThat(outbox.next(List.of()).events().get(0).seq()).isGreaterThan(last);
  }

  @Test
  void whatIsNotAcknowledgedIsSentAgainUnderTheSameNumber() {
    add("one");
    Batch first = outbox.next(List.of());
    add("two");
    assertThat(texts(outbox.next(List.of()))).containsExactly("one", "two");
    outbox.acknowledged(first, 1);
    assertThat(texts(outbox.next(List.of()))).containsExactly("two");
    assertThat(outbox.next(List.of()).events().get(0).seq()).isEqualTo(2);
  }

  @Test
  void aBatchNamesTheRunsOfItsEventsAndThoseThatLive() {
    add("one");
    Identity other = new Identity("r2", "push", "push/1", 8, "host", "jvm", "?", 1, "s1", null);
    assertThat(outbox.next(List.of(other)).runs()).containsExactlyInAnyOrder(RUN, other);
  }

  @Test
  void theOldestAreLostAndCountedWhenItIsFull() {
    for (int i = 0; i < 1010; i++) {
      add("event " + i);
    }
    Batch batch = outbox.next(List.of());
    assertThat(batch.dropped()).isEqualTo(10);
    assertThat(batch.events().get(0).text()).isEqualTo("event 10");
  }

  @Test
  void aBatchStaysBelowTheLimitOfTheCollector() {
    for (int i = 0; i < 30; i++) {
      add("x".repeat(100_000));
    }
    assertThat(outbox.next(List.of()).events()).hasSize(8);
  }

  @Test
  void aBatchThatIsTooLargeIsHalvedAndAnEventThatIsTooLargeGivenUp() {
    for (int i = 0; i < 5; i++) {
      add("event " + i);
    }
    outbox.shrink(outbox.next(List.of()));
    assertThat(outbox.next(List.of()).events()).hasSize(2);
    outbox.shrink(outbox.next(List.of()));
    assertThat(outbox.next(List.of()).events()).hasSize(1);
    outbox.shrink(outbox.next(List.of()));
    assertThat(texts(outbox.next(List.of()))).containsExactly("event 1");
    assertThat(outbox.next(List.of()).dropped()).isEqualTo(1);
  }

  @Test
  void newsOfACommandThatCameDuringTheSendingIsNotLost() {
    outbox.add(new CommandStatus("c1", CommandStatus.ACCEPTED, null));
    Batch sent = outbox.next(List.of());
    outbox.add(new CommandStatus("c1", CommandStatus.DONE, null));
    outbox.acknowledged(sent, 0);
    assertThat(outbox.next(List.of()).commands())
        .containsExactly(new CommandStatus("c1", CommandStatus.DONE, null));
  }

  private void add(String text) {
    outbox.add(RUN, seq -> new Event(seq, "e" + seq, "r1", 1, "exit", text, Map.of()), false);
  }

  private static List<String> texts(Batch batch) {
    return batch.events().stream().map(Event::text).toList();
  }
}
