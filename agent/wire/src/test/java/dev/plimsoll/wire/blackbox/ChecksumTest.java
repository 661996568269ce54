package dev.plimsoll.wire.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  @Test
  void itIsTheChecksumOfZlibOverTheNonceAndTheBytes() {
    Random random = new Random(1);
    for (int length = 0; length < 200; length++) {
      long nonce = random.nextLong();
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      ByteBuffer all = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
      all.putLong(nonce).put(bytes);
      CRC32 expected = new CRC32();
      expected.update(all.array());
      int register = Checksum.update(Checksum.seed(nonce), bytes, 0, length);
      assertThat(Checksum.of(register)).isEqualTo((int) expected.getValue());
      assertThat(Checksum.of(Checksum.update(-1, all, 0, 8 + length)))
          .isEqualTo((int) expected.getValue());
    }
  }
}
