package dev.plimsoll.wire.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.plimsoll.wire.blackbox.UnreadableRingException.Reason;
import dev.plimsoll.wire.reading.Event;
import dev.plimsoll.wire.reading.Sample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever lies in the file, the reader gives back what is whole, or says what is wrong. */
@Timeout(120)
class DamageTest {
  private final byte[] ringBytes = new byte[BlackBoxWriter.BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(ringBytes);
  private final BlackBoxWriter writer = Rings.writer(buffer);

  @Test
  void aRecordThatWasNotWrittenToItsEndIsLeftOutAndTheOthersStay() throws Exception {
    writer.sample(1, 1, Map.of("rss", 1.0));
    writer.sample(2, 2, Map.of("rss", 2.0));
    writer.sample(3, 3, Map.of("heap.live", 1.0));
    byte[] before = ringBytes.clone();
    writer.sample(4, 4, Map.of("rss", 3.0, "heap.live", 4.0));
    byte[] after = ringBytes.clone();
    int from = Arrays.mismatch(before, after);
    int to = from + 80;
    for (int torn = from; torn < to; torn++) {
      byte[] half = after.clone();
      System.arraycopy(before, torn, half, torn, half.length - torn);
      int samples = BlackBoxReader.read(ByteBuffer.wrap(half)).samples().size();
      assertThat(samples).isEqualTo(Arrays.equals(half, after) ? 4 : 3);
    }
  }

  @Test
  void anOverwrittenRecordIsLeftOutAndTheReaderFindsTheNextOne() throws Exception {
    for (int seq = 1; seq <= 100; seq++) {
      writer.sample(seq, seq, Rings.metrics(10, seq));
    }
    buffer.put(Layout.RICH + 1_000, new byte[3]);
    assertThat(BlackBoxReader.read(buffer).samples())
        .extracting(Sample::seq)
        .hasSize(99)
        .contains(1L, 100L);
  }

  @Test
  void damagedNamesAndGuardRecordsAndPathsAreLeftOut() throws Exception {
    writer.sample(1, 1, Map.of("rss", 1.0));
    writer.guard(1, 2, 3, 4, 5, 6);
    writer.guard(2, 2, 3, 4, 5, 6);
    writer.repository("/tmp/x");
    flip(Layout.NAMES + 9);
    flip(Layout.GUARD + 17);
    flip(Layout.REPOSITORY_AT + 9);
    Recorded recorded = BlackBoxReader.read(buffer);
    assertThat(recorded.samples().get(0).metrics()).isEmpty();
    assertThat(recorded.guard()).containsExactly(new GuardRecord(2, 2, 3, 4, 5, 6));
    assertThat(recorded.repository()).isNull();
  }

  @Test
  void whatIsNoRingIsRefusedWithTheReason() {
    assertReason(Reason.FOREIGN, ByteBuffer.allocate(0));
    assertReason(Reason.FOREIGN, ByteBuffer.allocate(BlackBoxWriter.BYTES));
    assertReason(Reason.FOREIGN, ByteBuffer.wrap(Arrays.copyOf(ringBytes, 2_000)));
    assertReason(Reason.SIZE, ByteBuffer.wrap(Arrays.copyOf(ringBytes, 500_000)));
    assertReason(Reason.SIZE, ByteBuffer.wrap(Arrays.copyOf(ringBytes, 1_500_000)));
    assertReason(Reason.VERSION, changed(ring -> ring.putInt(Layout.VERSION_AT, 2)));
    assertReason(Reason.DAMAGED, changed(ring -> ring.putInt(Layout.ORIGIN_LENGTH_AT, -1)));
    assertReason(Reason.DAMAGED, changed(ring -> ring.put(Layout.ORIGIN, (byte) '[')));
    assertReason(Reason.DAMAGED, changed(ring -> ring.putInt(Layout.RICH_AT, 5)));
    assertReason(Reason.DAMAGED, signed(ring -> ring.putInt(Layout.RICH_AT, Integer.MAX_VALUE)));
    assertReason(
        Reason.DAMAGED, signed(ring -> ring.putInt(Layout.GUARD_SLOTS_AT, Integer.MAX_VALUE)));
    assertReason(Reason.DAMAGED, signed(ring -> ring.putInt(Layout.NAMES_AT, -8)));
    assertReason(Reason.DAMAGED, signed(ring -> ring.put(Layout.ORIGIN, (byte) '[')));
  }

  @Test
  void aFileIsReadLikeABuffer(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("x.ring");
    writer.sample(1, 1, Map.of("rss", 1.0));
    Files.write(file, ringBytes);
    assertThat(BlackBoxReader.read(file)).isEqualTo(BlackBoxReader.read(buffer));
    Files.write(file, new byte[20 << 20]);
    assertThatThrownBy(() -> BlackBoxReader.read(file)).isInstanceOf(UnreadableRingException.class);
  }

  @Test
  void aRingFullOfBeginningsDoesNotKeepTheReader() {
    for (int at = Layout.RICH; at < Layout.SIZE; at += 8) {
      buffer.order(ByteOrder.LITTLE_ENDIAN);
      buffer.putInt(at, Layout.RECORD_MAGIC).putInt(at + 4, Layout.RECORD_LIMIT);
    }
    assertTimeout(Duration.ofSeconds(30), () -> BlackBoxReader.read(buffer));
  }

  @Test
  void whateverIsInTheFileNothingElseIsThrownAndNothingIsMadeUp() throws Exception {
    for (int seq = 1; seq <= 2_000; seq++) {
      writer.sample(seq, seq, Rings.metrics(50, seq));
      writer.guard(seq, 1, 2, 3, 4, 5);
      if (seq % 10 == 0) {
        writer.event(
            new Event(seq, "id", "run-1", seq, "kind", "text", Map.of("a", "b".repeat(300))));
      }
    }
    Recorded whole = BlackBoxReader.read(buffer);
    Random random = new Random(42);
    for (int round = 0; round < 100; round++) {
      byte[] bytes = damaged(random);
      try {
        Recorded rest = BlackBoxReader.read(ByteBuffer.wrap(bytes));
        assertThat(whole.guard()).containsAll(rest.guard());
        assertThat(whole.events()).containsAll(rest.events());
        assertThat(rest.samples())
            .allMatch(sample -> sample.metrics().size() <= 50 && sample.seq() <= 2_000);
      } catch (UnreadableRingException e) {
        assertThat(e).hasMessageMatching("it .*|its .*");
      }
    }
  }

  private byte[] damaged(Random random) {
    byte[] bytes = ringBytes.clone();
    switch (random.nextInt(4)) {
      case 0 -> bytes[random.nextInt(Layout.NAMES)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> {
        byte[] noise = new byte[random.nextInt(100_000)];
        random.nextBytes(noise);
        System.arraycopy(
            noise, 0, bytes, random.nextInt(bytes.length - noise.length), noise.length);
      }
      default -> {
        for (int i = 0; i < 1_000; i++) {
          bytes[Layout.NAMES + random.nextInt(bytes.length - Layout.NAMES)] ^=
              (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  private void flip(int at) {
    buffer.put(at, (byte) (buffer.get(at) ^ 1));
  }

  private ByteBuffer changed(Consumer<ByteBuffer> change) {
    ByteBuffer copy = ByteBuffer.wrap(ringBytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    change.accept(copy);
    return copy;
  }

  /** As a writer would make it that is mad and not only unlucky. */
  private ByteBuffer signed(Consumer<ByteBuffer> change) {
    return changed(
        ring -> {
          change.accept(ring);
          int seed = Checksum.seed(ring.getLong(Layout.NONCE_AT));
          int register = Checksum.update(seed, ring, 0, Layout.HEADER_CHECKSUM_AT);
          int end = Layout.ORIGIN + ring.getInt(Layout.ORIGIN_LENGTH_AT);
          register = Checksum.update(register, ring, Layout.ORIGIN, end);
          ring.putInt(Layout.HEADER_CHECKSUM_AT, Checksum.of(register));
        });
  }

  private static void assertReason(Reason reason, ByteBuffer ring) {
    assertThatThrownBy(() -> BlackBoxReader.read(ring))
        .isInstanceOfSatisfying(
            UnreadableRingException.class,
            refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
