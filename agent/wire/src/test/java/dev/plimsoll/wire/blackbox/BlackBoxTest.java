package dev.plimsoll.wire.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Sample;
import dev.plimsoll.wire.run.Identity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BlackBoxTest {
  private final ByteBuffer buffer = Rings.buffer();
  private final BlackBoxWriter writer = Rings.writer(buffer);

  @Test
  void anEmptyRingSaysWhoseItIs() throws Exception {
    Recorded recorded = BlackBoxReader.read(buffer);
    assertThat(recorded.origin()).isEqualTo(Rings.ORIGIN);
    assertThat(recorded.createdAt()).isEqualTo(Rings.CREATED);
    assertThat(recorded.lastAt()).isEqualTo(Rings.CREATED);
    assertThat(recorded.lastSeq()).isZero();
    assertThat(recorded.acknowledged()).isZero();
    assertThat(recorded.endedAt()).isZero();
    assertThat(recorded.repository()).isNull();
    assertThat(recorded.samples()).isEmpty();
    assertThat(recorded.events()).isEmpty();
    assertThat(recorded.guard()).isEmpty();
  }

  @Test
  void whatWasWrittenIsRead() throws Exception {
    Sample sample = new Sample(1, "run-1", 1_000, Map.of("rss", 1e9, "heap.live", 0.5));
    Event event = event(2, "Ünïcode.", Map.of("dump", "d-1", "bytes", 7L));
    writer.sample(sample.seq(), sample.at(), sample.metrics());
    writer.event(event);
    writer.guard(3_000, 10, -1, 400, 500, 60);
    writer.acknowledged(1);
    writer.ended(4_000);
    writer.repository("/tmp/2026_01_01_4711");
    Recorded recorded = BlackBoxReader.read(buffer);
    assertThat(recorded.samples()).containsExactly(sample);
    assertThat(recorded.events()).containsExactly(event);
    assertThat(recorded.guard()).containsExactly(new GuardRecord(3_000, 10, -1, 400, 500, 60));
    assertThat(recorded.acknowledged()).isEqualTo(1);
    assertThat(recorded.endedAt()).isEqualTo(4_000);
    assertThat(recorded.repository()).isEqualTo("/tmp/2026_01_01_4711");
    assertThat(recorded.lastSeq()).isEqualTo(2);
  }

  @Test
  void tenMinutesOfRichSamplesStayWhenTheRingHasGoneRound() throws Exception {
    for (long seq = 1; seq <= 5_000; seq++) {
      writer.sample(seq, seq * 1_000, Rings.metrics(80, (double) seq));
    }
    List<Sample> samples = BlackBoxReader.read(buffer).samples();
    assertThat(samples).hasSizeGreaterThan(600);
    assertThat(samples)
        .extracting(Sample::seq)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(samples.get(0).seq(), 5_000).boxed().toList());
    assertThat(samples)
        .allSatisfy(
            sample ->
                assertThat(sample.metrics())
                    .hasSize(80)
                    .containsEntry("metric.79", sample.seq() + 79.0));
  }

  @Test
  void theLastRecordsOfTheGuardStay() throws Exception {
    for (long at = 1; at <= 10_000; at++) {
      writer.guard(at, at, at, at, at, at);
    }
    List<GuardRecord> guard = BlackBoxReader.read(buffer).guard();
    assertThat(guard)
        .extracting(GuardRecord::at)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(10_001 - Layout.GUARD_SLOTS, 10_000).boxed().toList());
  }

  @Test
  void moreNamesThanThereIsRoomForAreLeftOut() throws Exception {
    writer.sample(1, 1, Rings.metrics(300, 0));
    writer.sample(2, 2, Map.of("x".repeat(200), 1.0));
    writer.sample(3, 3, Rings.metrics(1, 7));
    List<Sample> samples = BlackBoxReader.read(buffer).samples();
    assertThat(samples.get(0).metrics()).hasSize(Layout.NAME_SLOTS).containsKey("metric.255");
    assertThat(samples.get(1).metrics()).isEmpty();
    assertThat(samples.get(2).metrics()).containsExactly(Map.entry("metric.0", 7.0));
  }

  @Test
  void anEventThatIsTooLargeLosesItsDataAndThenTheEndOfItsText() throws Exception {
    writer.event(event(1, "short", Map.of("rows", "x".repeat(40_000))));
    writer.event(event(2, "y".repeat(40_000), Map.of()));
    writer.sample(3, 3, Map.of("rss", 1.0));
    Recorded recorded = BlackBoxReader.read(buffer);
    assertThat(recorded.events().get(0).text()).isEqualTo("short");
    assertThat(recorded.events().get(0).data()).isEmpty();
    assertThat(recorded.events().get(1).text()).matches("y{32000,32768}");
    assertThat(recorded.samples()).hasSize(1);
  }

  @Test
  void aRecordInsideATextIsNotARecord() throws Exception {
    writer.sample(1, 1, Map.of("rss", 666.0));
    byte[] forged = new byte[64];
    buffer.get(Layout.RICH, forged);
    ByteBuffer other = Rings.buffer();
    BlackBoxWriter.format(other, Rings.ORIGIN, Rings.CREATED, 99);
    other.put(Layout.RICH, forged);
    assertThat(BlackBoxReader.read(other).samples()).isEmpty();
  }

  @Test
  void severalThreadsWriteAtOnce() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      long first = t * 500L + 1;
      threads.add(
          new Thread(
              () -> {
                for (long n = first; n < first + 500; n++) {
                  writer.guard(n, n, n, n, n, n);
                  writer.sample(n, n, Map.of("rss", (double) n));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    Recorded recorded = BlackBoxReader.read(buffer);
    assertThat(recorded.guard()).hasSize(2_000).extracting(GuardRecord::at).doesNotHaveDuplicates();
    assertThat(recorded.guard()).allMatch(record -> record.at() == record.gcMillis());
    assertThat(recorded.samples())
        .hasSize(2_000)
        .allMatch(sample -> sample.metrics().get("rss") == sample.seq());
  }

  @Test
  void aRunThatCanBeNoFileNameOrHasNamesWithoutEndGetsNoRing() {
    assertThat(RingFiles.nameOf("a-1")).isEqualTo("blackbox-a-1.ring");
    assertThatThrownBy(() -> RingFiles.nameOf("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
    Identity identity = Rings.ORIGIN.identity();
    Origin endless =
        new Origin(
            new Identity(
                "run", "s".repeat(3_000), "i", 1, "h", "jvm", "17", 1, null, identity.lines()),
            null,
            null);
    assertThatThrownBy(() -> BlackBoxWriter.format(Rings.buffer(), endless, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BlackBoxWriter.format(ByteBuffer.allocate(9), Rings.ORIGIN, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Event event(long seq, String text, Map<String, Object> data) {
    return new Event(seq, "id-" + seq, "run-1", 2_000, "dump-captured", text, data);
  }
}
