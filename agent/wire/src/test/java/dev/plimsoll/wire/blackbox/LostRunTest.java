package dev.plimsoll.wire.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.wire.ingest.Batch;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Sample;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostRunTest {
  private static final double MIB = 1 << 20;
  private final ByteBuffer buffer = Rings.buffer();
  private final BlackBoxWriter writer = Rings.writer(buffer);

  @Test
  void onlyWhatWasNotAcknowledgedIsToldAndInTheNameOfTheRun() throws Exception {
    writer.event(new Event(1, "e-1", "run-1", 1_000, "started", "Started.", Map.of()));
    writer.sample(2, 2_000, Map.of("rss", 1.0));
    writer.sample(3, 3_000, Map.of("rss", 2.0));
    writer.event(new Event(4, "e-4", "run-1", 3_500, "ready", "Ready.", Map.of()));
    writer.acknowledged(2);
    List<Batch> batches = lost().batches(null);
    assertThat(batches).extracting(Batch::sender).containsOnly("run-1");
    assertThat(batches.get(0).runs()).containsExactly(Rings.ORIGIN.identity());
    assertThat(batches).flatExtracting(Batch::events).extracting("seq").containsExactly(4L);
    assertThat(batches).flatExtracting(Batch::samples).extracting("seq").containsExactly(3L);
  }

  @Test
  void whatTheGuardSawWhenSamplesHadStoppedBecomesSamples() throws Exception {
    writer.sample(1, 1_000, Map.of("heap.used", 1.0));
    for (long at = 1_100; at <= 4_000; at += 100) {
      writer.guard(at, at, -1, 9_000, -1, 0);
    }
    List<Sample> samples = lost().batches(null).get(0).samples();
    assertThat(samples).extracting(Sample::at).containsExactly(1_000L, 2_000L, 3_000L, 4_000L);
    assertThat(samples).extracting(Sample::seq).containsExactly(1L, 2L, 3L, 4L);
    assertThat(samples.get(3).metrics())
        .containsOnly(Map.entry("heap.used", 4_000.0), Map.entry("heap.max", 9_000.0));
  }

  @Test
  void theLastReadingsAreThoseOfTheSampleWithWhatTheGuardSawSince() throws Exception {
    writer.sample(1, 10_000, Map.of("heap.live", 100 * MIB, "requests.out", 212.0, "fds", 9.0));
    writer.guard(10_600, 399 << 20, 371 << 20, 400 << 20, -1, 5_000);
    LastReadings last = lost().last().orElseThrow();
    assertThat(last.beforeTheEnd(11_000))
        .isEqualTo(
            "Last seen 0.4 s before the end: live heap 371 of 400 MiB, 212 requests in flight.");
    assertThat(last.metrics()).containsEntry("fds", 9.0).containsEntry("heap.used", 399 * MIB);
  }

  @Test
  void anEndThatNobodySawIsToldOnceAndTheSameByWhoeverFindsIt() throws Exception {
    writer.sample(7, 10_000, Map.of("rss", 50 * MIB));
    Event exit = lost().unseenExit("/x.jfr").orElseThrow();
    assertThat(exit).isEqualTo(lost().unseenExit("/x.jfr").orElseThrow());
    assertThat(exit.seq()).isEqualTo(8);
    assertThat(exit.at()).isEqualTo(Rings.CREATED);
    assertThat(exit.text()).startsWith("push/0 (pid 4711) ended without a word").contains("50 MiB");
    assertThat(exit.data().get("exit"))
        .extracting("cause", "recording", "lastAt")
        .containsExactly("killed", "/x.jfr", 10_000L);
    assertThat(lost().batches(exit).get(0).events()).containsExactly(exit);
    writer.ended(Rings.CREATED + 9);
    assertThat(lost().unseenExit(null).orElseThrow().text()).endsWith("shut down in order.");
    writer.event(new Event(8, "e-8", "run-1", 11_000, "exit", "Bye.", Map.of()));
    assertThat(lost().unseenExit(null)).isEmpty();
  }

  @Test
  void manySamplesAreSentInPieces() throws Exception {
    for (int seq = 1; seq <= 800; seq++) {
      writer.sample(seq, seq * 1_000L, Rings.metrics(60, seq));
    }
    List<Batch> batches = lost().batches(null);
    assertThat(batches).hasSizeGreaterThan(2).allMatch(batch -> batch.samples().size() <= 500);
    assertThat(batches).flatExtracting(Batch::samples).hasSize(800);
  }

  @Test
  void aRingIsClaimedByOneOnly(@TempDir Path folder) throws Exception {
    Path ring = Files.createFile(folder.resolve(RingFiles.nameOf("run-1")));
    Files.createFile(folder.resolve("blackbox-run-2.1.claim"));
    Files.createFile(folder.resolve("blackbox-run-3.ring.new"));
    assertThat(RingFiles.unclaimed(folder)).containsExactly(ring);
    Path mine = RingFiles.claim(ring).orElseThrow();
    assertThat(RingFiles.claim(ring)).isEmpty();
    assertThat(RingFiles.unclaimed(folder)).containsExactly(mine);
    assertThat(RingFiles.claim(mine)).contains(mine);
    assertThat(RingFiles.unclaimed(folder.resolve("none"))).isEmpty();
  }

  private LostRun lost() throws UnreadableRingException {
    return new LostRun(BlackBoxReader.read(buffer));
  }
}
