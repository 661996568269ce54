package dev.plimsoll.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agent.blackbox.BlackBox;
import dev.plimsoll.wire.reading.EventKind;
import dev.plimsoll.wire.reading.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox("run", BlackBox.none(), 100, 10);

  @Test
  void samplesAndEventsShareOneSequenceAndGoOldestFirst() {
    add(2);
    outbox.addEvent(EventKind.READY, 2, "ready", Map.of());
    add(2);
    Outbox.Parcel parcel = outbox.next(4);
    assertThat(parcel.samples()).extracting(Sample::seq).containsExactly(1L, 2L, 4L);
    assertThat(parcel.events()).singleElement().matches(event -> event.seq() == 3);
  }

  @Test
  void nothingLeavesBeforeItIsAcknowledged() {
    add(3);
    assertThat(outbox.next(10)).isEqualTo(outbox.next(10));
    outbox.acknowledge(2);
    assertThat(outbox.next(10).samples()).extracting(Sample::seq).containsExactly(3L);
  }

  @Test
  void aFullOutboxThinsItsOlderHalfAndCountsTheLoss() {
    add(101);
    List<Long> kept = outbox.next(1_000).samples().stream().map(Sample::seq).toList();
    assertThat(kept).hasSize(76).contains(2L, 4L, 50L, 51L, 52L, 100L, 101L).doesNotContain(1L, 3L);
    assertThat(outbox.dropped()).isEqualTo(25);
  }

  @Test
  void howeverLongTheSilenceItStaysBoundedAndKeepsTheWholeSpan() {
    add(5_000);
    List<Sample> kept = outbox.next(1_000).samples();
    assertThat(kept).hasSizeLessThanOrEqualTo(100);
    assertThat(kept.get(kept.size() - 1).seq()).isEqualTo(5_000);
    assertThat(outbox.dropped()).isEqualTo(5_000 - kept.size());
  }

  @Test
  void whatIsOnItsWayIsNotThinnedAway() {
    add(100);
    Outbox.Parcel parcel = outbox.next(40);
    add(1);
    outbox.acknowledge(parcel.lastSeq());
    assertThat(outbox.dropped()).isEqualTo(5);
    assertThat(outbox.size()).isEqualTo(101 - 40 - 5);
  }

  @Test
  void aParcelTheCollectorWillNeverTakeIsGivenUpAndCounted() {
    add(5);
    outbox.giveUp(outbox.next(3));
    assertThat(outbox.dropped()).isEqualTo(3);
    assertThat(outbox.next(10).samples()).extracting(Sample::seq).containsExactly(4L, 5L);
  }

  @Test
  void anEventEndsTheWaitBeforeThePeriodIsOver() throws InterruptedException {
    outbox.addEvent(EventKind.READY, 1, "ready", Map.of());
    long start = System.nanoTime();
    outbox.awaitTime(60_000);
    assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      outbox.addSample(i, Map.of("rss", 1d));
    }
  }
}
